/**
 * The lengths of the alternating runs of 0 and of anything else in a bitmap, beginning with 0. Most of a
 * bitmap is the inside of a run: it is passed over in words of four pixels.
 */
export function countRuns(bitmap: Uint8Array): Float64Array {
  // Words can only be read from bytes that begin at a multiple of four.
  const bytes = bitmap.byteOffset % 4 === 0 ? bitmap : bitmap.slice();
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let runs = new Float64Array(512);
  let length = 0;
  let start = 0;
  let isSet = false;
  let lastByte = 0;
  let position = 0;
  while (position < bytes.length) {
    position = skipWords(words, position >> 2, Math.imul(lastByte, 0x01010101)) * 4;
    const end = Math.min(position + 4, bytes.length);
    for (; position < end; position += 1) {
      lastByte = bytes[position] ?? 0;
      if ((lastByte !== 0) === isSet) continue;
      // One place stays free for the run that the bitmap ends with.
      if (length + 1 >= runs.length) runs = enlarge(runs);
      runs[length++] = position - start;
      start = position;
      isSet = !isSet;
    }
  }
  runs[length++] = bytes.length - start;
  return runs.subarray(0, length);
}

/** The first word from a place on that is another than the given one. */
function skipWords(words: Int32Array, from: number, same: number): number {
  const end = words.length;
  let word = from;
  while (
    word + 4 <= end &&
    (((words[word] ?? 0) ^ same) |
      ((words[word + 1] ?? 0) ^ same) |
      ((words[word + 2] ?? 0) ^ same) |
      ((words[word + 3] ?? 0) ^ same)) ===
      0
  ) {
    word += 4;
  }
  while (word < end && words[word] === same) word += 1;
  return word;
}

function enlarge(runs: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(runs.length * 2);
  larger.set(runs);
  return larger;
}
