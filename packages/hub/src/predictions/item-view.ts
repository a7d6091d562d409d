import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemRecord } from './item-rows.ts';

/** What our API says of an item wherever it shows one. */
type ItemFacts = Pick<ItemDetail, 'dataRow' | 'finishedAt'> &
  Omit<ItemRecord, 'dataRowId' | 'crashes' | 'finishedAt'>;

export function toItemView(item: ItemRecord, found: DataRowView | undefined): ItemFacts {
  const dataRow = requireDataRow(item, found);
  const { dataRowId: _, crashes: __, finishedAt, ...rest } = item;
  return {
    ...rest,
    dataRow,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Data rows stay as long as anything names them. @throws PatchbayError INTERNAL */
export function requireDataRow<Row>(named: { id: string }, dataRow: Row | undefined): Row {
  if (dataRow) return dataRow;
  throw new PatchbayError({
    code: 'INTERNAL',
    message: `${named.id} names a data row that is not there.`,
  });
}
