import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { DecodedItem } from './decode-item.ts';
import type { AnsweredItem } from './decode-store.ts';

/** An item with what its stored answer says now. */
export interface ReadItem {
  readonly item: AnsweredItem;
  readonly outcome: Outcome<DecodedItem>;
}

/** An item whose stored answer could be read. */
export type ReadableItem = ReadItem & { readonly outcome: { readonly ok: true } };
