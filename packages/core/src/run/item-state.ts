import * as z from 'zod';

/** The states of an item (DESIGN §5). */
export const itemStates = ['pending', 'succeeded', 'failed', 'cancelled', 'ignored'] as const;
export const itemStateSchema = z.enum(itemStates);
export type ItemState = z.infer<typeof itemStateSchema>;

/** From each state, the states that may follow it. */
export const itemMoves: { readonly [From in ItemState]: readonly ItemState[] } = {
  pending: ['succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: ['pending', 'ignored'],
  cancelled: [],
  ignored: [],
};

/** The states from which an item may move to the given one: what a guarded update names. */
export function itemStatesBefore(to: ItemState): ItemState[] {
  return itemStates.filter((from) => itemMoves[from].includes(to));
}
