import {
  decodeRunLength,
  encodeRunLength,
  runLengthArea,
} from '@patchbay/core/geometry/run-length.ts';
import { runBenchmark } from './frame/run-benchmark.ts';
import { drawBlobs, imageSize } from './run-length/blobs.ts';
import { plainArea, plainDecode, plainEncode } from './run-length/plain-run-length.ts';

/** Masks in run-length of 640 × 480 pixels. */

const blobs = drawBlobs(500, 1);
const masks = blobs.map(({ mask }) => mask);
const bitmaps = blobs.map(({ bitmap }) => bitmap);

const characters = masks.reduce((sum, { counts }) => sum + counts.length, 0);
console.log(
  `${masks.length} masks; packed counts of ${(characters / masks.length).toFixed(0)} characters on average`,
);

/** A call for every one of the values. */
function forEach<T>(values: readonly T[], action: (value: T) => unknown): () => unknown {
  return () => {
    let last: unknown;
    for (const value of values) last = action(value);
    return last;
  };
}

runBenchmark('run-length', [
  {
    name: 'parse packed counts and sum up their area',
    amount: characters / 1e6,
    unit: 'MB',
    subject: forEach(masks, runLengthArea),
    reference: forEach(masks, plainArea),
    against: 'plain JavaScript',
    targets: { perSecond: 230 },
  },
  {
    name: 'decode into a bitmap',
    amount: masks.length,
    unit: 'masks',
    subject: forEach(masks, decodeRunLength),
    reference: forEach(masks, plainDecode),
    against: 'plain JavaScript with a new bitmap each',
    targets: { perSecond: 40_000 },
  },
  {
    name: 'encode a bitmap',
    amount: masks.length,
    unit: 'masks',
    subject: forEach(bitmaps, (bitmap) => encodeRunLength(bitmap, imageSize)),
    reference: forEach(bitmaps, plainEncode),
    against: 'plain JavaScript',
    targets: { perSecond: 15_000 },
  },
]);
