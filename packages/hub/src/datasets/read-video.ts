import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type DataRow, videoFactsOf } from './data-row.ts';
import {
  type ImageParts,
  type ImageWish,
  type PreparedImage,
  prepareImage,
} from './prepare-image.ts';
import { type InputParts, type PreparedInput, toImageInput } from './prepared-input.ts';
import type { InputWish } from './read-input-wish.ts';

/** What a model is given for a video in one call: its sampled frames, or the address of the whole. */
export async function readVideo(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Promise<Outcome<PreparedInput>> {
  return wish.video === 'url' ? readWhole(row, parts) : await readFrames(row, wish, parts);
}

/** What a model is given for one frame of a video: an image. */
export async function readFrameInput(
  row: DataRow,
  frame: StoredFrame,
  wish: InputWish,
  parts: ImageParts,
): Promise<Outcome<PreparedInput>> {
  return andThen(await prepareFrame(row, frame, wish.images, parts), (prepared) =>
    succeed(toImageInput(prepared, sizeOf(row))),
  );
}

/** The original address where the video has one, else one of the hub. */
function readWhole(row: DataRow, { addresses }: ImageParts): Outcome<PreparedInput> {
  const { assetHash: hash, mediaType, sourceUrl } = row;
  const address = () => sourceUrl ?? addresses.writeFile({ hash, mediaType });
  return succeed({
    input: () => ({ type: 'video', frames: [], url: address() }),
    row: { type: 'video', size: sizeOf(row), frames: [] },
    image: null,
    fullSize: null,
  });
}

async function readFrames(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Promise<Outcome<PreparedInput>> {
  const sampled = await parts.videos.sample(row, wish.sampling);
  if (!sampled.ok) return sampled;
  const reading = sampled.value.map((frame) => prepareFrame(row, frame, wish.images, parts));
  return andThen(combine(await Promise.all(reading)), (images) => {
    const frames = () =>
      images.map(({ source }, place) => ({
        index: sampled.value[place]?.index ?? 0,
        timeMs: sampled.value[place]?.timeMs ?? 0,
        source: source(),
      }));
    const fullSize = sizeOf(row);
    // All frames have one size, so what was done to the first was done to all.
    const sent = images[0]?.sent ?? null;
    const { width, height } = sent ?? fullSize;
    return succeed({
      input: () => ({ type: 'video', frames: frames() }),
      row: {
        type: 'video',
        size: { width, height },
        frames: sampled.value.map(({ index }) => index),
      },
      image: sent && { ...sent, hash: row.assetHash },
      fullSize,
    });
  });
}

async function prepareFrame(
  row: DataRow,
  { index, hash }: StoredFrame,
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<PreparedImage>> {
  const name = `Frame ${index} of "${row.globalKey}"`;
  const image = { name, hash, orientation: 1, size: sizeOf(row), sourceUrl: null };
  return await prepareImage(image, wish, parts);
}

function sizeOf(row: DataRow): { width: number; height: number } {
  const facts = videoFactsOf(row);
  if (!facts) throw new Error(`The video row ${row.id} has no size.`);
  return { width: facts.width, height: facts.height };
}
