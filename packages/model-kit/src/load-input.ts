import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ImageSource, ModelInput, Turn } from '@patchbay/protocols/model-input.ts';
import { type DownloadBounds, downloadImage } from './download-image.ts';
import type { ConversationTurn, ImageInput, PredictionInput } from './model.ts';
import { readImageHeader } from './read-image-header.ts';

/** Makes of a request's input what a model is given: words, and images with their bytes and size. */
export async function loadInput(
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
    case 'video': {
      const message =
        'This server takes a video frame by frame, as images; it was sent as a whole.';
      return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
    }
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

/** Images are loaded one after another, so that a long conversation is not a crowd of downloads. */
async function loadConversation(
  turns: readonly Turn[],
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<PredictionInput>> {
  const loaded: ConversationTurn[] = [];
  for (const { role, parts } of turns) {
    const loadedParts: ConversationTurn['parts'][number][] = [];
    for (const part of parts) {
      const outcome =
        part.type === 'text' ? succeed(part) : await loadImage(part.source, bounds, signal);
      if (!outcome.ok) return outcome;
      loadedParts.push(outcome.value);
    }
    loaded.push({ role, parts: loadedParts });
  }
  return succeed({ type: 'conversational', turns: loaded });
}
