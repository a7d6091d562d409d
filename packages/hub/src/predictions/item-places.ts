import { type ItemFilter, isByConfidence } from '@patchbay/core/api/item-filter.ts';
import { classKey } from '../runs/class-key.ts';
import type { ItemPlace } from './item-place.ts';

/** Which run's items are listed, and for whom. */
export interface ItemScope {
  readonly organisationId: string;
  readonly runId: string;
}

/** Collects the values of a statement; each gives back its placeholder. */
export type Bind = (value: unknown) => string;

/**
 * Part of a statement that finds items by an index, and the order in which it finds them. Whoever joins it
 * names the organisation: by confidence the index alone is read, and does not know it.
 */
export interface Places {
  /** Gives `item_id` and `confidence` (null in the order of the dataset). */
  readonly select: string;
  /** The order of the places, to be said again by a statement that joins them. */
  readonly order: string;
  /** Whether it gives all columns of `run_items` as well, so that nobody has to look them up. */
  readonly hasItems: boolean;
}

/** What of a list is wanted: at most `limit` places behind `after`, or before it, nearest first. */
export interface WantedPlaces {
  readonly filter: ItemFilter;
  readonly after: ItemPlace | null;
  readonly limit: number;
  readonly isBackwards?: boolean;
}

/**
 * Where the items of a list stand, at most `limit` of them behind `after`. Only the conditions that are
 * wanted stand in the statement, so that PostgreSQL plans each list by its own index; every one is read
 * from where the page begins, however deep that is.
 */
export function findPlaces(bind: Bind, scope: ItemScope, wanted: WantedPlaces): Places {
  const { filter, after, limit, isBackwards = false } = wanted;
  if (isByConfidence(filter)) return placesByConfidence(bind, scope, wanted);
  const { state, code } = filter;
  if (state !== undefined || code !== undefined) return placesByOutcome(bind, scope, wanted);
  const conditions = [
    `organisation_id = ${bind(scope.organisationId)}`,
    `run_id = ${bind(scope.runId)}`,
  ];
  const { beyond, rising } = directions(isBackwards);
  if (after) conditions.push(`data_row_id ${beyond} ${bind(after.dataRowId)}`);
  return {
    select: `select *, id as item_id, null::real as confidence from run_items
      where ${conditions.join(' and ')} order by data_row_id ${rising} limit ${bind(limit)}`,
    order: `place.data_row_id ${rising}`,
    hasItems: true,
  };
}

/** How places are compared and ordered: those of the usual lists rise, those by confidence fall. */
function directions(isBackwards: boolean) {
  return isBackwards
    ? { beyond: '<', upTo: '>=', rising: 'desc', below: '>', falling: 'asc' }
    : { beyond: '>', upTo: '<=', rising: 'asc', below: '<', falling: 'desc' };
}

/**
 * Ids of items rise in the order of the dataset. The index is named by the whole of its key: told that run
 * and state are equal to something, PostgreSQL would sometimes walk along the ids of all runs instead, where
 * it takes what is looked for to be frequent; in a run of which nothing failed, that is all of the run.
 */
function placesByOutcome(bind: Bind, scope: ItemScope, wanted: WantedPlaces): Places {
  const { filter, after, limit, isBackwards = false } = wanted;
  const { beyond, upTo, rising } = directions(isBackwards);
  const { state, code } = filter;
  const column = code === undefined ? 'state' : 'code';
  const prefix = `${bind(scope.runId)}, ${bind(code ?? state)}`;
  const conditions = [
    `organisation_id = ${bind(scope.organisationId)}`,
    after
      ? `(run_id, ${column}, id) ${beyond} (${prefix}, ${bind(after.itemId)})`
      : `(run_id, ${column}) ${beyond}= (${prefix})`,
    `(run_id, ${column}) ${upTo} (${prefix})`,
  ];
  if (code !== undefined) conditions.push('code is not null');
  if (code !== undefined && state !== undefined) conditions.push(`state = ${bind(state)}`);
  return {
    select: `select *, id as item_id, null::real as confidence from run_items
      where ${conditions.join(' and ')}
      order by run_id ${rising}, ${column} ${rising}, id ${rising} limit ${bind(limit)}`,
    order: `place.id ${rising}`,
    hasItems: true,
  };
}

function placesByConfidence(bind: Bind, scope: ItemScope, wanted: WantedPlaces): Places {
  const { filter, after, limit, isBackwards = false } = wanted;
  const { below, falling } = directions(isBackwards);
  const { class: name, minimumConfidence: minimum, maximumConfidence: maximum } = filter;
  const conditions = [
    name === undefined
      ? `run_id = ${bind(scope.runId)}`
      : `class_key = ${bind(classKey(scope.runId, name))}`,
  ];
  // Who asks for a confidence wants one: what has none (-1) is in lists by class alone. An edge behind the place
  // where a list goes on would be a second one, from which PostgreSQL walked to the first.
  const least = minimum ?? (maximum === undefined ? undefined : 0);
  const from = after?.confidence ?? null;
  if (least !== undefined && !(isBackwards && from !== null && from >= least)) {
    conditions.push(`confidence >= ${bind(least)}::real`);
  }
  if (maximum !== undefined && !(!isBackwards && from !== null && from < maximum)) {
    conditions.push(`confidence <= ${bind(maximum)}::real`);
  }
  if (after) {
    const edge = `(${bind(after.confidence ?? -1)}::real, ${bind(after.itemId)}::uuid)`;
    conditions.push(`(confidence, item_id) ${below} ${edge}`);
  }
  const table = name === undefined ? 'predictions' : 'prediction_classes';
  return {
    select: `select item_id, confidence from ${table}
      where ${conditions.join(' and ')}
      order by confidence ${falling}, item_id ${falling} limit ${bind(limit)}`,
    order: `place.confidence ${falling}, place.item_id ${falling}`,
    hasItems: false,
  };
}

/** Places that are known already, in their order. */
export function namePlaces(bind: Bind, known: readonly ItemPlace[]): Places {
  const ids = bind(known.map((place) => place.itemId));
  const confidences = bind(known.map((place) => place.confidence));
  return {
    select: `select item_id, confidence, number
      from unnest(${ids}::uuid[], ${confidences}::real[]) with ordinality
        as known (item_id, confidence, number)`,
    order: 'place.number',
    hasItems: false,
  };
}
