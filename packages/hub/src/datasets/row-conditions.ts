import type { DataRowOrder, DataRowQuery } from '@patchbay/core/api/data-row-filter.ts';
import { toPattern } from '../like-pattern.ts';

/** Whose dataset is listed. */
export interface RowScope {
  readonly organisationId: string;
  readonly datasetId: string;
}

/** Collects the values of a statement; each gives back its placeholder. */
export type Bind = (value: unknown) => string;

/** What a filter says of `data_rows`, in SQL. Only what is wanted stands there, so that each list is planned by itself. */
export function writeConditions(bind: Bind, scope: RowScope, query: DataRowQuery): string[] {
  const { order, type, text, field, value, predicted, modelId } = query;
  const conditions = [writeScope(bind, scope, order)];
  if (type !== undefined) conditions.push(`type = ${bind(type)}`);
  if (text !== undefined) conditions.push(hasText(bind, text));
  if (field !== undefined && value === undefined) conditions.push(`metadata ? ${bind(field)}`);
  if (field !== undefined && value !== undefined) {
    conditions.push(`metadata ->> ${bind(field)} = ${bind(value)}`);
  }
  if (predicted === 'none') conditions.push(`not ${hasPrediction(bind, scope)}`);
  else if (modelId !== undefined || predicted === 'some') {
    conditions.push(hasPrediction(bind, scope, modelId));
  }
  return conditions;
}

/** In the words of the index of the order: that of the keys does not know the organisation, and is read alone. */
function writeScope(bind: Bind, scope: RowScope, order: DataRowOrder): string {
  const organisation = `organisation_id = ${bind(scope.organisationId)}`;
  const dataset = bind(scope.datasetId);
  return order === 'import'
    ? `${organisation} and dataset_id = ${dataset}`
    : `dataset_id = (select id from datasets where ${organisation} and id = ${dataset})`;
}

function hasText(bind: Bind, text: string): string {
  const pattern = bind(toPattern(text));
  // In a document the words stand as JSON spells them.
  const spelt = bind(toPattern(JSON.stringify(text).slice(1, -1)));
  return `(global_key ilike ${pattern} or text ilike ${pattern} or turns::text ilike ${spelt})`;
}

/** The runs over the dataset are few; in each, the item of a data row is found by an index. */
function hasPrediction(bind: Bind, scope: RowScope, modelId?: string): string {
  const ofModel = modelId === undefined ? '' : `and model_id = ${bind(modelId)}`;
  return `exists (
    select from run_items where data_row_id = data_rows.id and state = 'succeeded' and run_id = any (array(
      select id from runs where organisation_id = ${bind(scope.organisationId)}
        and dataset_id = ${bind(scope.datasetId)} ${ofModel})))`;
}
