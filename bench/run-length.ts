import {
  decodeRunLength,
  encodeRunLength,
  runLengthArea,
} from '@patchbay/core/geometry/run-length.ts';
import { runLengthIouMatrix } from '@patchbay/core/geometry/run-length-iou.ts';
import { runBenchmark } from './frame/run-benchmark.ts';
import { drawBlobs, imageSize } from './run-length/blobs.ts';
import { plainArea, plainDecode, plainEncode, plainIou } from './run-length/plain-run-length.ts';

/** Masks in run-length of 640 × 480 pixels. */

const blobs = drawBlobs(500, 1);
const masks = blobs.map(({ mask }) => mask);
const others = drawBlobs(500, 2).map(({ mask }) => mask);
/** So few that they stay near the processor, as one does that was just made. */
const bitmaps = blobs.slice(0, 8).map(({ bitmap }) => bitmap);

const characters = masks.reduce((sum, { counts }) => sum + counts.length, 0);
console.log(
  `${masks.length} masks; packed counts of ${(characters / masks.length).toFixed(0)} characters on average`,
);

/** What a caller hands in again for every mask. */
const reused = new Uint8Array(imageSize[0] * imageSize[1]);

/** A call for every one of the values. */
function forEach<T>(values: readonly T[], action: (value: T) => unknown): () => unknown {
  return () => {
    let last: unknown;
    for (const value of values) last = action(value);
    return last;
  };
}

await runBenchmark('run-length', [
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
    name: 'decode into a bitmap that is used again',
    amount: masks.length,
    unit: 'masks',
    subject: forEach(masks, (mask) => decodeRunLength(mask, reused)),
    reference: forEach(masks, plainDecode),
    against: 'plain JavaScript with a new bitmap each',
    targets: { perSecond: 40_000 },
  },
  {
    name: 'encode a bitmap',
    amount: bitmaps.length,
    unit: 'masks',
    subject: forEach(bitmaps, (bitmap) => encodeRunLength(bitmap, imageSize)),
    reference: forEach(bitmaps, plainEncode),
    against: 'plain JavaScript',
    targets: { perSecond: 15_000 },
  },
  {
    name: 'intersection over union of 500 detections with 500 ground truths',
    amount: masks.length * others.length,
    unit: 'pairs',
    subject: () => runLengthIouMatrix(masks, others),
    reference: () => plainIou(masks, others),
    against: 'merging the runs of every pair in plain JavaScript',
    targets: { milliseconds: 60 },
  },
]);
