import type { ImportFormat } from '../api/dataset-routes.ts';
import { archiveEndings, rowFileEndings } from '../data-row/row-file-names.ts';

/** Which files are imported in each format, by the end of their name. */
export const importExtensions: { readonly [Format in ImportFormat]: readonly string[] } = {
  files: Object.values(rowFileEndings).flat(),
  'urls-csv': ['.csv'],
  'rows-jsonl': ['.jsonl', '.ndjson'],
  'text-lines': ['.txt'],
  'prompts-csv': ['.csv'],
  'prompts-jsonl': ['.jsonl', '.ndjson'],
};

/** The end of a name with its dot, in small letters; empty where it has none. */
export function endingOf(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const dot = last.lastIndexOf('.');
  return dot > 0 ? last.slice(dot).toLowerCase() : '';
}

/** A list is known by its extension; any other file is a data row by itself, or an archive. */
export function guessFormat(name: string): ImportFormat {
  const ending = endingOf(name);
  if (importExtensions['urls-csv'].includes(ending)) return 'urls-csv';
  return importExtensions['rows-jsonl'].includes(ending) ? 'rows-jsonl' : 'files';
}

/** Whether a file by itself can be imported so; in a folder archives are left out. */
export function fitsFormat(name: string, format: ImportFormat, isInFolder: boolean): boolean {
  const archives = format === 'files' && !isInFolder ? archiveEndings : [];
  return [...importExtensions[format], ...archives].includes(endingOf(name));
}
