import { letOthers } from '@patchbay/connect/let-others.ts';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { ComparedItem, ComparisonPage } from '@patchbay/core/api/run-comparison.ts';
import {
  addCounts,
  type ChangeCounts,
  countChanges,
  countDifferences,
  noChanges,
} from '@patchbay/core/prediction/count-changes.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ComparisonStore, PairedItem } from './comparison-store.ts';
import { requireDataRow } from './item-view.ts';

/** What is asked: two runs, and where to go on. */
interface ComparisonQuery {
  id: string;
  otherId: string;
  leastOverlap: number;
  cursor?: string | undefined;
  limit: number;
}

export type ComparisonService = ReturnType<typeof createComparisonService>;

/**
 * Compares two runs a part at a time: whoever asks goes through all parts and adds them up, and nothing is
 * held up meanwhile, however large the runs are.
 */
export function createComparisonService(parts: {
  pairs: ComparisonStore;
  runs: RunService;
  datasets: DatasetsService;
}) {
  const { pairs, runs, datasets } = parts;

  return {
    /** @throws PatchbayError INPUT_NOT_FOUND where one of the runs is not there */
    async compare(organisationId: string, query: ComparisonQuery): Promise<ComparisonPage> {
      const { id, otherId, leastOverlap, cursor, limit } = query;
      // One after the other: where neither is there, the same one is told of every time.
      await runs.get(organisationId, id);
      await runs.get(organisationId, otherId);
      const page = await pairs.listPairs(organisationId, { id, otherId }, { cursor, limit });
      const classes = new Map<string, ChangeCounts>();
      const differing: { pair: PairedItem; counts: ChangeCounts | null }[] = [];
      let [compared, oneSided, missing] = [0, 0, 0];
      for (const pair of page.items) {
        if (pair.otherItemId === null) {
          missing += 1;
        } else if (pair.annotations && pair.otherAnnotations) {
          await letOthers(); // predictions may be long
          compared += 1;
          const counted = countChanges(pair.annotations, pair.otherAnnotations, leastOverlap);
          for (const [name, counts] of counted) {
            classes.set(name, addCounts(classes.get(name) ?? noChanges, counts));
          }
          const counts = [...counted.values()].reduce(addCounts, noChanges);
          if (countDifferences(counts) > 0) differing.push({ pair, counts });
        } else if (pair.annotations || pair.otherAnnotations) {
          oneSided += 1;
          differing.push({ pair, counts: null });
        }
      }
      const rowIds = differing.map(({ pair }) => pair.dataRowId);
      const rows = await datasets.viewDataRows(organisationId, rowIds);
      return {
        items: differing.map(({ pair, counts }) => toComparedItem(pair, counts, rows)),
        looked: page.items.length,
        compared,
        oneSided,
        missing,
        classes: Array.from(classes, ([name, counts]) => ({ class: name, ...counts })),
        nextCursor: page.nextCursor,
      };
    },
  };
}

function toComparedItem(
  { dataRowId, itemId, state, otherItemId, otherState }: PairedItem,
  counts: ChangeCounts | null,
  rows: ReadonlyMap<string, DataRowView>,
): ComparedItem {
  return {
    dataRow: requireDataRow({ id: itemId }, rows.get(dataRowId)),
    itemId,
    state,
    otherItemId: otherItemId ?? itemId,
    otherState: otherState ?? state,
    counts,
  };
}
