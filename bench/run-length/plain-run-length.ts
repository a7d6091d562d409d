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
/** Intersection over union of every mask with every other, each pair by merging their counts. */
export function plainIou(ones: readonly RunLength[], others: readonly RunLength[]): number[] {
  const prepared = others.map((other) => plainCounts(other));
  return ones.flatMap((one) => {
    const counts = plainCounts(one);
    return prepared.map((other) => plainPair(counts, other));
  });
}

function plainPair(one: readonly number[], other: readonly number[]): number {
  let [intersection, union] = [0, 0];
  let [left, right] = [one[0] ?? 0, other[0] ?? 0];
  let [nextLeft, nextRight] = [1, 1];
  let [inLeft, inRight] = [false, false];
  for (let rest = 1; rest > 0; rest = left + right) {
    const step = Math.min(left, right);
    if (inLeft && inRight) intersection += step;
    if (inLeft || inRight) union += step;
    left -= step;
    right -= step;
    if (left === 0 && nextLeft < one.length) {
      left = one[nextLeft++] ?? 0;
      inLeft = !inLeft;
    }
    if (right === 0 && nextRight < other.length) {
      right = other[nextRight++] ?? 0;
      inRight = !inRight;
    }
  }
  return union === 0 ? 0 : intersection / union;
}
