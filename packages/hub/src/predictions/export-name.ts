import type { ExportInput } from '@patchbay/core/api/item-routes.ts';
import { toFileName } from '../http/file-name.ts';

const endings: { readonly [Format in ExportInput['format']]: string } = {
  jsonl: '.jsonl',
  csv: '.raw.csv',
  'coco-results': '.coco-results.json',
  'coco-legend': '.coco-legend.json',
};

/**
 * The name under which an export is kept: that of the run, as far as files may be called so. CSV says
 * whether it is raw or made for spreadsheets.
 */
export function nameExport(
  run: { readonly id: string; readonly name: string },
  { format, safe }: Pick<ExportInput, 'format' | 'safe'>,
): string {
  const ending = format === 'csv' && safe ? '.spreadsheet.csv' : endings[format];
  return `${toFileName(run.name) || run.id}${ending}`;
}
