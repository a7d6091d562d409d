import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AnsweredRow, HtmlRow, TextRow } from '../model-input.ts';

/** The size of the image that was asked about; MODEL_RESPONSE_INVALID where a text has drawn answers. */
export function imageOf(row: AnsweredRow, pointer: string): Outcome<ImageSize> {
  if (row.type === 'image' || row.type === 'video') return succeed(row.size);
  const message = `At ${pointer} the model answers with a shape, but it was asked about a row of type ${row.type}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}

/** The text that was asked about; MODEL_RESPONSE_INVALID where an image has spans. */
export function textRowOf(row: AnsweredRow, pointer: string): Outcome<TextRow | HtmlRow> {
  if (row.type === 'text' || row.type === 'html') return succeed(row);
  const message = `At ${pointer} the model answers with spans, but it was asked about a row of type ${row.type}.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
}
