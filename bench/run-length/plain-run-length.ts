import type { RunLength } from '@patchbay/core/geometry/run-length.ts';

/**
 * What is measured against: the algorithms of pycocotools (`maskApi.c`) as one writes them down in
 * JavaScript, without any thought of speed and without a check of the counts.
 */

export function plainCounts({ counts }: RunLength): number[] {
  const runs: number[] = [];
  let index = 0;
  while (index < counts.length) {
    let value = 0;
    let shift = 0;
    let more = true;
    while (more) {
      const group = counts.charCodeAt(index) - 48;
      value |= (group & 0x1f) << shift;
      more = (group & 0x20) !== 0;
      index += 1;
      shift += 5;
      if (!more && group & 0x10) value |= -1 << shift;
    }
    if (runs.length > 2) value += runs.at(-2) ?? 0;
    runs.push(value);
  }
  return runs;
}

export function plainArea(mask: RunLength): number {
  return plainCounts(mask).reduce((sum, run, index) => (index % 2 ? sum + run : sum), 0);
}

export function plainDecode(mask: RunLength): Uint8Array {
  const bitmap = new Uint8Array(mask.size[0] * mask.size[1]);
  let position = 0;
  let value = 0;
  for (const run of plainCounts(mask)) {
    for (let end = position + run; position < end; position += 1) bitmap[position] = value;
    value = 1 - value;
  }
  return bitmap;
}

export function plainEncode(bitmap: Uint8Array): string {
  const runs: number[] = [];
  let current = 0;
  let run = 0;
  for (const pixel of bitmap) {
    if (pixel !== current) {
      runs.push(run);
      run = 0;
      current = pixel;
    }
    run += 1;
  }
  runs.push(run);
  return runs
    .map((value, index) => plainNumber(value - (index > 2 ? (runs[index - 2] ?? 0) : 0)))
    .join('');
}

function plainNumber(number: number): string {
  let text = '';
  let rest = number;
  let more = true;
  while (more) {
    const group = rest & 0x1f;
    rest >>= 5;
    more = group & 0x10 ? rest !== -1 : rest !== 0;
    text += String.fromCharCode((more ? group | 0x20 : group) + 48);
  }
  return text;
}
