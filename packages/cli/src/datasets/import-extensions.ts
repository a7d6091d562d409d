import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';

/** How an import of such a format is announced. */
export const formatMeanings: { readonly [Format in ImportFormat]: string } = {
  files: 'each file is a data row',
  'urls-csv': 'each line names an address to fetch',
  'rows-jsonl': 'each line is a data row, or names an address to fetch',
  'text-lines': 'each line is a data row',
  'prompts-csv': 'each line is a prompt, with what is expected of the answer',
  'prompts-jsonl': 'each line is a prompt, with what is expected of the answer',
};
