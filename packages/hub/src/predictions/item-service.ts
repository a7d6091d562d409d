import type { ItemDetail, ItemView } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { type DataRow, toDataRowContent, toDataRowView } from '../datasets/data-row.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ItemReadStore, ItemRecord } from './item-store.ts';

export type ItemService = ReturnType<typeof createItemService>;

/** Reads what became of the data rows of a run. */
export function createItemService(parts: {
  items: ItemReadStore;
  runs: RunService;
  datasets: DatasetsService;
}) {
  const { items, runs, datasets } = parts;

  return {
    async list(
      organisationId: string,
      wanted: { id: string; cursor?: string; limit: number; state?: ItemState; code?: string },
    ): Promise<Page<ItemView>> {
      const { id: runId, ...query } = wanted;
      await runs.get(organisationId, runId);
      const page = await items.list(organisationId, { runId, ...query });
      const rows = await readDataRows(datasets, organisationId, page.items);
      return {
        items: page.items.map((item) => toItemView(item, rows.get(item.dataRowId))),
        nextCursor: page.nextCursor,
      };
    },

    async get(organisationId: string, id: string): Promise<ItemDetail> {
      const item = await items.find(organisationId, id);
      if (!item) {
        throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no item ${id}.` });
      }
      const rows = await readDataRows(datasets, organisationId, [item]);
      const dataRow = requireDataRow(item, rows.get(item.dataRowId));
      return {
        ...toItemView(item, dataRow),
        ...toDataRowContent(dataRow),
        remedy: item.problem ? errorCodes[item.problem.code].remedy : null,
        prediction: await items.findPrediction(organisationId, id),
        exchanges: await items.listExchanges(organisationId, id),
        ...(await items.findNeighbours(organisationId, item)),
      };
    },
  };
}

async function readDataRows(
  datasets: DatasetsService,
  organisationId: string,
  items: readonly ItemRecord[],
): Promise<Map<string, DataRow>> {
  const ids = items.map((item) => item.dataRowId);
  const rows = await datasets.getDataRows(organisationId, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

function requireDataRow(item: ItemRecord, dataRow: DataRow | undefined): DataRow {
  if (dataRow) return dataRow;
  throw new PatchbayError({
    code: 'INTERNAL',
    message: `Item ${item.id} names a data row that is not there.`,
  });
}

function toItemView(item: ItemRecord, found: DataRow | undefined): ItemView {
  const dataRow = requireDataRow(item, found);
  const { dataRowId: _, finishedAt, ...rest } = item;
  return {
    ...rest,
    dataRow: toDataRowView(dataRow),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
