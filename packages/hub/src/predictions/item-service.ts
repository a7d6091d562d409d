import { type ItemFilter, isByConfidence } from '@patchbay/core/api/item-filter.ts';
import type { DataRowItem, ItemDetail, PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { toDataRowContent, toDataRowView } from '../datasets/data-row.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { ModelsService } from '../models/models-service.ts';
import { findClasses } from '../runs/engine/prediction-rows.ts';
import type { ItemListService } from './item-list-service.ts';
import type { ItemPlace } from './item-place.ts';
import type { ItemRecord } from './item-rows.ts';
import type { ItemReadStore } from './item-store.ts';
import { writeTimeline } from './item-timeline.ts';
import { requireDataRow, toItemView } from './item-view.ts';

export type ItemService = ReturnType<typeof createItemService>;

/** Reads what became of one data row of a run. */
export function createItemService(parts: {
  items: ItemReadStore;
  lists: ItemListService;
  models: ModelsService;
  datasets: DatasetsService;
}) {
  const { items, lists, models, datasets } = parts;

  async function readRevision(organisationId: string, revisionId: string): Promise<number> {
    return (await models.getRevision(organisationId, revisionId)).number;
  }

  return {
    /** What became of a data row in every run over its dataset, newest run first. */
    async listOfDataRow(
      organisationId: string,
      dataRowId: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<DataRowItem>> {
      const { datasetId } = await datasets.getDataRow(organisationId, dataRowId);
      return items.listOfDataRow({ organisationId, datasetId, dataRowId }, query);
    },

    /** One item; the ones beside it are those of the list with this filter. */
    async get(organisationId: string, id: string, filter: ItemFilter = {}): Promise<ItemDetail> {
      const item = await items.find(organisationId, id);
      if (!item) {
        throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no item ${id}.` });
      }
      const [found] = await datasets.getDataRows(organisationId, [item.dataRowId]);
      const dataRow = requireDataRow(item, found);
      const attempts = await items.listAttempts(organisationId, id);
      const prediction = await items.findPrediction(organisationId, id);
      const source = prediction?.reusedFrom
        ? await items.find(organisationId, prediction.reusedFrom)
        : null;
      const revision = prediction && (await readRevision(organisationId, prediction.revisionId));
      return {
        ...toItemView(item, toDataRowView(dataRow)),
        ...toDataRowContent(dataRow),
        remedy: item.problem ? errorCodes[item.problem.code].remedy : null,
        prediction,
        exchanges: await items.readExchanges(attempts),
        timeline: writeTimeline({ item, attempts, prediction, revision, source }),
        ...(await lists.findNeighbours(
          { organisationId, runId: item.runId },
          filter,
          placeOf(item, prediction, filter),
        )),
      };
    },
  };
}

/** Where an item stands in a list; behind all others in one by confidence in which it has none. */
function placeOf(
  { id: itemId, dataRowId }: ItemRecord,
  prediction: PredictionView | null,
  filter: ItemFilter,
): ItemPlace {
  if (!isByConfidence(filter)) return { itemId, dataRowId, confidence: null };
  const classes = findClasses(prediction?.annotations ?? []);
  const confidence =
    filter.class === undefined ? Math.max(-1, ...classes.values()) : classes.get(filter.class);
  return { itemId, dataRowId, confidence: confidence ?? -1 };
}
