import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AnsweredRow, TextRow } from '../model-input.ts';

/** The size of the image that was asked about; MODEL_RESPONSE_INVALID where a text has drawn answers. */
export function imageOf(row: AnsweredRow, pointer: string): Outcome<ImageSize> {
  if (row.type === 'image') return succeed(row.size);
  const message = `At ${pointer} the model answers with a shape, but it was asked about a text.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}

/** The text that was asked about; MODEL_RESPONSE_INVALID where an image has spans. */
export function textRowOf(row: AnsweredRow, pointer: string): Outcome<TextRow> {
  if (row.type === 'text') return succeed(row);
  const message = `At ${pointer} the model answers with spans, but it was asked about an image.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
