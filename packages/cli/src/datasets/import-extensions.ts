import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';
import { rowFileEndings } from '@patchbay/core/data-row/row-file-names.ts';

/** Which files are imported in each format, by the end of their name. */
export const importExtensions: { readonly [Format in ImportFormat]: readonly string[] } = {
  files: Object.values(rowFileEndings).flat(),
  'urls-csv': ['.csv'],
  'rows-jsonl': ['.jsonl', '.ndjson'],
  'text-lines': ['.txt'],
  'prompts-csv': ['.csv'],
  'prompts-jsonl': ['.jsonl', '.ndjson'],
};

/** How an import of such a format is announced. */
export const formatMeanings: { readonly [Format in ImportFormat]: string } = {
  files: 'each file is a data row',
  'urls-csv': 'each line names an address to fetch',
  'rows-jsonl': 'each line is a data row, or names an address to fetch',
  'text-lines': 'each line is a data row',
  'prompts-csv': 'each line is a prompt, with what is expected of the answer',
  'prompts-jsonl': 'each line is a prompt, with what is expected of the answer',
};
