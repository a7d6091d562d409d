import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { type ItemFilter, isByConfidence } from '@patchbay/core/api/item-filter.ts';
import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ItemListStore } from './item-list-store.ts';
import type { ItemPlace } from './item-place.ts';
import type { ItemScope, WantedPlaces } from './item-places.ts';
import { isSearched } from './item-search.ts';
import { requireDataRow, toItemView } from './item-view.ts';
import { searchItems } from './search-items.ts';
import type { StoredPrediction } from './write-pages.ts';

/** What a list of a run's items or predictions is asked for. */
type ListQuery = { id: string; cursor?: string | undefined; limit: number } & ItemFilter;

/** A page, with a word on how far the search for it came where it did not come to its end. */
type SearchedPage<Item> = Page<Item> & { searchNote: string | null };

/** An item never waits long for those beside it: a search that takes longer is one for the list. */
const timesBeside = { budgetMs: 150, batchTimeoutMs: 300 };

const cutOff =
  'The search came to no item beside this one in its time: there may be more. Go on from the list, which looks further.';

export type ItemListService = ReturnType<typeof createItemListService>;

/** Lists the items of a run, or their predictions, page by page. */
export function createItemListService(parts: {
  lists: ItemListStore;
  runs: RunService;
  datasets: DatasetsService;
}) {
  const { lists, runs, datasets } = parts;

  /**
   * One page of a list: `read` gives what stands at its places, which are found by an index, or by looking
   * into one item after another.
   */
  async function readPage<Row extends { dataRowId: string; confidence: number | null }>(
    scope: ItemScope,
    query: { filter: ItemFilter; cursor: string | undefined; limit: number },
    read: (source: WantedPlaces | { known: ItemPlace[] }) => Promise<Row[]>,
    placeOf: (row: Row) => ItemPlace,
  ): Promise<SearchedPage<Row>> {
    const { filter, cursor, limit } = query;
    const list = { runId: scope.runId, filter };
    const after = lists.readCursor(list, cursor);
    if (isSearched(filter)) {
      const { found, end, note } = await searchItems(lists, scope, { filter, after, limit });
      if (found.length === 0) await runs.get(scope.organisationId, scope.runId);
      const items = await read({ known: found });
      return { items, nextCursor: end && lists.writeCursor(list, end), searchNote: note };
    }
    const rows = await read({ filter, after, limit: limit + 1 });
    // What is there belongs to a run that is there; only of an empty list it has to be asked.
    if (rows.length === 0) await runs.get(scope.organisationId, scope.runId);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = last && rows.length > limit ? lists.writeCursor(list, placeOf(last)) : null;
    return { items, nextCursor, searchNote: null };
  }

  /** The item next to a place of a list; null where there is none, cut off where the search came to none in its time. */
  async function findBeside(
    scope: ItemScope,
    wanted: Omit<WantedPlaces, 'limit'>,
  ): Promise<{ id: string | null; isCutOff: boolean }> {
    const one = { ...wanted, limit: 1 };
    if (!isSearched(wanted.filter)) {
      const [item] = await lists.listItems(scope, one);
      return { id: item?.id ?? null, isCutOff: false };
    }
    try {
      const { found, note } = await searchItems(lists, scope, one, timesBeside);
      return { id: found[0]?.itemId ?? null, isCutOff: note !== null };
    } catch (error) {
      if (!(error instanceof PatchbayError && error.code === 'INPUT_SEARCH_TOO_SLOW')) throw error;
      return { id: null, isCutOff: true };
    }
  }

  return {
    /** The items before and after one in a list of its run, for stepping through it. */
    async findNeighbours(
      scope: ItemScope,
      filter: ItemFilter,
      place: ItemPlace,
    ): Promise<{ previousId: string | null; nextId: string | null; searchNote: string | null }> {
      const beside = (isBackwards: boolean) =>
        findBeside(scope, { filter, after: place, isBackwards });
      const [previous, next] = await Promise.all([beside(true), beside(false)]);
      const isCutOff = previous.isCutOff || next.isCutOff;
      return { previousId: previous.id, nextId: next.id, searchNote: isCutOff ? cutOff : null };
    },

    async listItems(organisationId: string, query: ListQuery): Promise<SearchedPage<ItemView>> {
      const { id: runId, cursor, limit, ...filter } = query;
      const scope = { organisationId, runId };
      const page = await readPage(
        scope,
        { filter, cursor, limit },
        (source) => lists.listItems(scope, source),
        ({ id, dataRowId, confidence }) => ({ itemId: id, dataRowId, confidence }),
      );
      const dataRows = await readDataRows(datasets, organisationId, page.items);
      const items = page.items.map(({ confidence, ...item }) => ({
        ...toItemView(item, dataRows.get(item.dataRowId)),
        confidence: toConfidence(confidence),
      }));
      return { ...page, items };
    },

    async listPredictions(
      organisationId: string,
      query: ListQuery,
    ): Promise<SearchedPage<StoredPrediction>> {
      const { id: runId, cursor, limit, ...wanted } = query;
      const scope = { organisationId, runId };
      // In the order of the dataset they are found as the items that have one.
      const filter: ItemFilter = isByConfidence(wanted)
        ? wanted
        : { ...wanted, state: 'succeeded' };
      const page = await readPage(
        scope,
        { filter, cursor, limit },
        (source) => lists.listPredictions(scope, source),
        ({ itemId, dataRowId, confidence }) => ({ itemId, dataRowId, confidence }),
      );
      const dataRows = await readDataRows(datasets, organisationId, page.items);
      const items = page.items.map((prediction) => ({
        ...prediction,
        dataRow: requireDataRow(prediction, dataRows.get(prediction.dataRowId)),
        confidence: toConfidence(prediction.confidence),
      }));
      return { ...page, items };
    },
  };
}

/** The tables say -1 where no annotation has a confidence. */
function toConfidence(stored: number | null): number | null {
  return stored === null || stored < 0 ? null : stored;
}

async function readDataRows(
  datasets: DatasetsService,
  organisationId: string,
  items: readonly { dataRowId: string }[],
): Promise<Map<string, DataRowView>> {
  const ids = items.map((item) => item.dataRowId);
  return await datasets.viewDataRows(organisationId, ids);
}
