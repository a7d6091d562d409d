import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type {
  ContentPart,
  ImageSource,
  ModelInput,
  Turn,
  VideoFrame,
} from '@patchbay/protocols/model-input.ts';
import { type DownloadBounds, downloadImage } from './download-image.ts';
import type { ConversationTurn, ImageInput, PredictionInput, VideoInput } from './model.ts';
import { readImageHeader } from './read-image-header.ts';

/** Makes of a request's input what a model is given: words, and images with their bytes and size. */
export async function loadInput(
  input: ModelInput,
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<PredictionInput>> {
  const row = await loadRow(input, bounds, signal);
  if (!row.ok || !input.attachments || input.attachments.length === 0) return row;
  const attachments = await loadParts(input.attachments, bounds, signal);
  return andThen(attachments, (loaded) => succeed({ ...row.value, attachments: loaded }));
}

async function loadRow(
  input: ModelInput,
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<PredictionInput>> {
  switch (input.type) {
    case 'text':
      return succeed({ type: 'text', text: input.text });
    case 'html':
      return succeed({ type: 'html', html: input.html });
    case 'image': {
      const { region } = input;
      const image = await loadImage(input.source, bounds, signal);
      return andThen(image, (loaded) => succeed({ ...loaded, ...(region && { region }) }));
    }
    case 'conversational':
      return loadConversation(input.turns, bounds, signal);
    case 'video':
      return loadVideo(input.frames, bounds, signal);
  }
}

async function loadImage(
  source: ImageSource,
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<ImageInput>> {
  const bytes =
    source.kind === 'url'
      ? await downloadImage(source.url, bounds, signal)
      : succeed(Buffer.from(source.base64, 'base64'));
  return andThen(bytes, (loaded) =>
    andThen(readImageHeader(loaded), (header) =>
      succeed({ type: 'image', bytes: loaded, ...header }),
    ),
  );
}

async function loadConversation(
  turns: readonly Turn[],
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<PredictionInput>> {
  const loaded: ConversationTurn[] = [];
  for (const { role, parts } of turns) {
    const loadedParts = await loadParts(parts, bounds, signal);
    if (!loadedParts.ok) return loadedParts;
    loaded.push({ role, parts: loadedParts.value });
  }
  return succeed({ type: 'conversational', turns: loaded });
}

/** Images are loaded one after another, so that a long conversation is not a crowd of downloads. */
async function loadParts(
  parts: readonly ContentPart[],
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<ConversationTurn['parts']>> {
  const loaded: ConversationTurn['parts'][number][] = [];
  for (const part of parts) {
    const outcome =
      part.type === 'text' ? succeed(part) : await loadImage(part.source, bounds, signal);
    if (!outcome.ok) return outcome;
    loaded.push(outcome.value);
  }
  return succeed(loaded);
}

async function loadVideo(
  frames: readonly VideoFrame[],
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<VideoInput>> {
  const loaded: VideoInput['frames'][number][] = [];
  for (const { index, timeMs, source } of frames) {
    const image = await loadImage(source, bounds, signal);
    if (!image.ok) return image;
    loaded.push({ index, timeMs, image: image.value });
  }
  const sizes = new Set(loaded.map(({ image }) => `${image.size.width} × ${image.size.height}`));
  if (sizes.size === 1) return succeed({ type: 'video', frames: loaded });
  const message =
    sizes.size === 0
      ? 'This server takes a video by its frames; it was sent as a whole.'
      : `The frames of a video have one size; these have ${[...sizes].join(', ')}.`;
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}
