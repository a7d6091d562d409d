import { decodableStates, type ItemState } from '@patchbay/core/run/item-state.ts';
import type { RunActionKind } from '@patchbay/core/run/run-action.ts';
import type { ActionRecord } from './action-row.ts';

/** In which states an action finds its items. */
export const statesFor: { readonly [Kind in RunActionKind]: readonly ItemState[] } = {
  retry: ['failed'],
  ignore: ['failed'],
  restore: ['ignored'],
  'decode-again': decodableStates,
};

/** Which items of which run are meant. */
export type Selected = Pick<ActionRecord, 'organisationId' | 'runId' | 'kind' | 'code' | 'itemIds'>;

/**
 * Writes the query for the first `limit` items of an action behind the last one that it has been through,
 * in the order of their ids, which is that of the dataset. Only what was asked for stands in it and each
 * state is asked for by itself, so that PostgreSQL takes the index that fits and reads no more than it
 * gives. Values go through `bind`.
 */
export function selectItems(
  selected: Selected,
  lastItemId: string | null,
  { columns, limit, bind }: { columns: string; limit: number; bind: (value: unknown) => string },
): string {
  const conditions = [
    `organisation_id = ${bind(selected.organisationId)}`,
    `run_id = ${bind(selected.runId)}`,
    ...(selected.code === null ? [] : [`code = ${bind(selected.code)}`]),
    ...(selected.itemIds === null ? [] : [`id = any(${bind(selected.itemIds)}::uuid[])`]),
    ...(lastItemId === null ? [] : [`id > ${bind(lastItemId)}`]),
  ];
  const inState = (state: ItemState) =>
    `(select ${columns} from run_items
      where ${conditions.join(' and ')} and state = ${bind(state)} order by id limit ${limit})`;
  const all = statesFor[selected.kind].map(inState).join(' union all ');
  return `select * from (${all}) as meant order by id limit ${limit}`;
}

/** Gathers the values of a statement, which stand in its text as `$1` and so on. */
export function gatherValues() {
  const values: unknown[] = [];
  return { values, bind: (value: unknown) => `$${values.push(value)}` };
}
