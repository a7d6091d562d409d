import { type IndexedText, indexText } from '@patchbay/core/text/indexed-text.ts';
import type { HtmlRow, TextRow } from '../model-input.ts';

const indexes = new WeakMap<TextRow | HtmlRow, IndexedText>();

/** Indexes the text of a data row, once for all spans of an answer. */
export function indexRow(row: TextRow | HtmlRow): IndexedText {
  const index = indexes.get(row) ?? indexText(row.text);
  indexes.set(row, index);
  return index;
}
