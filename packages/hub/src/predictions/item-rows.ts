import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';

/** An item as it is read: everything but its data row, which belongs to the datasets. */
export interface ItemRecord {
  id: string;
  runId: string;
  state: ItemState;
  dataRowId: string;
  attempts: number;
  problem: Problem | null;
  annotationCount: number | null;
  warningCount: number | null;
  /** How often its worker died while it was under way. */
  crashes: number;
  finishedAt: Date | null;
}

/** The columns of {@link ItemRecord}, of `run_items` or of what stands in its place. */
export function itemColumns(table = 'run_items'): string {
  return `${table}.id, ${table}.run_id as "runId", ${table}.state, ${table}.data_row_id as "dataRowId",
    ${table}.attempts, ${table}.problem, ${table}.annotation_count as "annotationCount",
    ${table}.warning_count as "warningCount", ${table}.crashes, ${table}.finished_at as "finishedAt"`;
}

/** A prediction as it is read from the database. */
export type PredictionRow = Omit<PredictionView, 'createdAt'> & { createdAt: Date };

const predictionFacts = `predictions.id, predictions.run_id as "runId",
  predictions.item_id as "itemId", predictions.data_row_id as "dataRowId",
  predictions.revision_id as "revisionId", predictions.reported_version as "reportedVersion",
  predictions.reading, predictions.usage, predictions.reused_from as "reusedFrom", predictions.action_id as "actionId",
  predictions.created_at as "createdAt"`;

/** The columns of {@link PredictionRow}. */
export const predictionColumns = `${predictionFacts}, predictions.annotations, predictions.warnings`;

/** The same with the documents as texts. */
export const storedPredictionColumns = `${predictionFacts},
  predictions.annotations::text as annotations, predictions.warnings::text as warnings`;

export function toPredictionView(row: PredictionRow): PredictionView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
