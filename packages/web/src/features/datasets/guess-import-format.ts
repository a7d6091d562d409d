import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';

/** How files are most likely meant, by their names; the person can choose otherwise. */
export function guessImportFormat(names: readonly string[]): ImportFormat {
  const endings = new Set(names.map((name) => name.split('.').at(-1)?.toLowerCase()));
  const [only] = endings;
  if (endings.size !== 1) return 'files';
  if (only === 'csv') return 'urls-csv';
  return only === 'jsonl' || only === 'ndjson' ? 'rows-jsonl' : 'files';
}
