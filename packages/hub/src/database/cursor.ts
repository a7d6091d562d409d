import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { validate as isId } from 'uuid';

/** One page out of the `limit + 1` things that were asked for: the last only says that there are more. */
export function toPage<Item>(
  found: readonly Item[],
  limit: number,
  keyOf: (item: Item) => string,
): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && found.length > limit ? writeCursor(keyOf(last)) : null };
}

/** The place in a list behind which the next page begins, as clients send it back. */
export function writeCursor(lastKey: string): string {
  return Buffer.from(lastKey).toString('base64url');
}

/** The key in a cursor; null for the first page. @throws PatchbayError INPUT_INVALID */
export function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (key !== '' && writeCursor(key) === cursor) return key;
  throw foreignCursor();
}

/** The same for lists in the order of their ids. @throws PatchbayError INPUT_INVALID */
export function readIdCursor(cursor: string | undefined): string | null {
  const key = readCursor(cursor);
  if (key === null || isId(key)) return key;
  throw foreignCursor();
}

/** What is said to a cursor that no page gave. */
export function foreignCursor(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: 'cursor: must be the nextCursor of the page before, unchanged.',
    details: { path: '/cursor' },
  });
}
