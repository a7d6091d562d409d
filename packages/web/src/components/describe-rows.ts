import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { countWords } from './count-words.ts';

/** What a person calls a data row of a type: one, and many. */
export const rowTypeNames: {
  readonly [Type in DataRowType]: readonly [one: string, many: string];
} = {
  image: ['image', 'images'],
  text: ['text', 'texts'],
  html: ['page', 'pages'],
  conversational: ['conversation', 'conversations'],
  video: ['video', 'videos'],
};

/**
 * The size of a dataset in words: `40 images`, `1 image, 60 texts, and 2 videos`, `empty`. Only its numbers are in
 * the language of the reader where none is given.
 */
export function describeRows(
  { rowCounts }: Pick<DatasetView, 'rowCounts'>,
  language?: string,
): string {
  const parts = dataRowTypes
    .filter((type) => rowCounts[type] > 0)
    .map((type) => countWords(rowCounts[type], rowTypeNames[type], language));
  return parts.length > 0 ? new Intl.ListFormat('en').format(parts) : 'empty';
}
