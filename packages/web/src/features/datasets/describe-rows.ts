import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';

/** The size of a dataset in words: `40 images`, `1 image and 60 texts`, `empty`. */
export function describeRows({ rowCounts }: Pick<DatasetView, 'rowCounts'>): string {
  const parts = (['image', 'text'] as const)
    .filter((type) => rowCounts[type] > 0)
    .map(
      (type) =>
        `${rowCounts[type].toLocaleString('en')} ${type}${rowCounts[type] === 1 ? '' : 's'}`,
    );
  return parts.length > 0 ? parts.join(' and ') : 'empty';
}
