import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import { type DownloadBounds, downloadImage } from './download-image.ts';
import type { PredictionInput } from './model.ts';
import { readImageHeader } from './read-image-header.ts';

/** Makes of a request's input what a model is given: an image's bytes and size, or a text. */
export async function loadInput(
  input: ModelInput,
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<PredictionInput>> {
  if (input.type === 'text') return succeed(input);
  if (input.type !== 'image') {
    const message = `This server reads images and texts, no row of type ${input.type}.`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  const { source } = input;
  const bytes =
    source.kind === 'url'
      ? await downloadImage(source.url, bounds, signal)
      : succeed(Buffer.from(source.base64, 'base64'));
  if (!bytes.ok) return bytes;
  const header = readImageHeader(bytes.value);
  if (!header.ok) return header;
  return succeed({ type: 'image', bytes: bytes.value, ...header.value });
}
