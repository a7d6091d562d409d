import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { ItemStore } from '../item-store.ts';

/** Some of the data rows of a run, in the order of the dataset. */
export interface RowPage {
  dataRowIds: readonly string[];
  /** The last row that was looked at: the next page lies behind it. Null at the end. */
  last: string | null;
}

/** Gives the next data rows of a run behind one of them. */
export type RowSource = (after: string | null, limit: number) => Promise<RowPage>;

/**
 * Reads which data rows a run is over, as its selection says, a page at a time and always in the order of
 * their ids, so that a planner who follows another goes on behind the last row that has an item.
 */
export async function chooseRows(
  parts: { datasets: DatasetsService; models: ModelsService; items: ItemStore },
  organisationId: string,
  run: RunView,
): Promise<RowSource> {
  const { selection } = run;
  if (selection?.dataRowIds) return pageOf(selection.dataRowIds);
  if (selection?.sample !== undefined) {
    const revision = await parts.models.getRevision(organisationId, run.model.revisionId);
    const sample = await parts.datasets.sampleDataRowIds(organisationId, run.dataset.id, {
      count: selection.sample,
      seed: selection.seed ?? 0,
      types: revision.configuration.dataRowTypes,
    });
    return pageOf(sample);
  }
  return async (after, limit) => {
    const query = { after, limit, types: dataRowTypes };
    const page = await parts.datasets.listDataRowIds(organisationId, run.dataset.id, query);
    const last = page.at(-1) ?? null;
    if (!selection?.withoutResult) return { dataRowIds: page, last };
    const done = await parts.items.findWithResult(organisationId, run.model, page);
    return { dataRowIds: page.filter((id) => !done.has(id)), last };
  };
}

function pageOf(dataRowIds: readonly string[]): RowSource {
  const sorted = [...new Set(dataRowIds)].sort();
  return async (after, limit) => {
    const start = after === null ? 0 : sorted.findIndex((id) => id > after);
    const page = start < 0 ? [] : sorted.slice(start, start + limit);
    return { dataRowIds: page, last: page.at(-1) ?? null };
  };
}
