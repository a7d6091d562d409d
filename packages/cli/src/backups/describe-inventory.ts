import type { BackupInventory } from '@patchbay/hub/backup/backup-format.ts';
import { countOf, formatMegabytes } from '../terminal/wording.ts';

/** What a backup holds, as people count it: `3 models, 1 dataset, 120 data rows, 2 runs, 118 predictions, 96 files (41.0 MB)`. */
export function describeInventory({ tables, assets }: BackupInventory): string {
  const count = (table: string, singular: string) =>
    countOf(tables.find(({ name }) => name === table)?.rows ?? 0, singular);
  const files = `${countOf(assets.count, 'file')} (${formatMegabytes(assets.byteLength)})`;
  return [
    count('models', 'model'),
    count('datasets', 'dataset'),
    count('data_rows', 'data row'),
    count('runs', 'run'),
    count('predictions', 'prediction'),
    files,
  ].join(', ');
}
