import type { ExportInput } from '@patchbay/core/api/item-routes.ts';

const endings: { readonly [Format in ExportInput['format']]: string } = {
  jsonl: '.jsonl',
  csv: '.raw.csv',
  'coco-results': '.coco-results.json',
  'coco-legend': '.coco-legend.json',
};

/** What no file system and no shell likes in a name: what separates folders, drives and streams, and controls. */
const unwanted = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;

/**
 * The name under which an export is kept: that of the run, as far as files may be called so. CSV says
 * whether it is raw or made for spreadsheets.
 */
export function nameExport(
  run: { readonly id: string; readonly name: string },
  { format, safe }: Pick<ExportInput, 'format' | 'safe'>,
): string {
  const words = run.name.replace(unwanted, ' ').replace(/^[.\s]+/, '');
  const name = [...words].slice(0, 80).join('').trim();
  const ending = format === 'csv' && safe ? '.spreadsheet.csv' : endings[format];
  return `${name || run.id}${ending}`;
}
