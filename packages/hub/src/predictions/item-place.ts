import { createHash } from 'node:crypto';
import { type ItemFilter, isByConfidence } from '@patchbay/core/api/item-filter.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { validate as isId } from 'uuid';

/** Where an item stands in a list: in each order, what the list goes on behind. */
export interface ItemPlace {
  readonly itemId: string;
  readonly dataRowId: string;
  /** By which the list is ordered, where it is: from 0 to 1, or -1 for none. Else null. */
  readonly confidence: number | null;
}

/** The list of a run with its filters: a cursor of one is worth nothing in another. */
export interface ItemList {
  readonly runId: string;
  readonly filter: ItemFilter;
}

/** A place as the key of a cursor. It is bound to the list from which it comes. */
export function writePlace(list: ItemList, place: ItemPlace): string {
  const { itemId, dataRowId, confidence } = place;
  return [markOf(list), itemId, dataRowId, confidence ?? ''].join(' ');
}

/**
 * The place in the key of a cursor; null where that is none.
 * @throws PatchbayError INPUT_INVALID where it is one of another list
 */
export function readPlace(list: ItemList, key: string): ItemPlace | null {
  const [mark, itemId = '', dataRowId = '', confidence = '', ...rest] = key.split(' ');
  if (!isId(itemId) || !isId(dataRowId) || rest.length > 0) return null;
  if (mark !== markOf(list)) throw otherList();
  if (!isByConfidence(list.filter)) return { itemId, dataRowId, confidence: null };
  const value = Number(confidence || Number.NaN);
  return value >= -1 && value <= 1 ? { itemId, dataRowId, confidence: value } : null;
}

/** A few characters that tell a list from others. */
function markOf({ runId, filter }: ItemList): string {
  const { state, code, minimumConfidence, maximumConfidence, text, warning } = filter;
  const facts = [
    runId,
    state,
    code,
    filter.class,
    minimumConfidence,
    maximumConfidence,
    text,
    warning,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 8);
}

function otherList(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message:
      'cursor: belongs to a list with other filters. Send it with the filters of the page that gave it, or leave it out to begin this list.',
    details: { path: '/cursor' },
  });
}
