import * as z from 'zod';

/** The states of an item (DESIGN §5). */
export const itemStates = ['pending', 'succeeded', 'failed', 'cancelled', 'ignored'] as const;
export const itemStateSchema = z.enum(itemStates);
export type ItemState = z.infer<typeof itemStateSchema>;

/** From each state, the states that may follow it by a call, a cancellation or a person. */
export const itemMoves: { readonly [From in ItemState]: readonly ItemState[] } = {
  pending: ['succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: ['pending', 'ignored'],
  cancelled: [],
  // A person takes it back and finds the failure as it was; nothing is called by that.
  ignored: ['failed'],
};

/**
 * The states in which an item may be decoded again from its stored exchange; it then has succeeded with
 * what was read. They stand beside the table, since the guard of a worker that saves an answer must not
 * let it follow a failure: that worker would be late. What a person ignored is left alone.
 */
export const decodableStates = ['failed', 'succeeded'] as const satisfies readonly ItemState[];

/** The states from which an item may move to the given one: what a guarded update names. */
export function itemStatesBefore(to: ItemState): ItemState[] {
  return itemStates.filter((from) => itemMoves[from].includes(to));
}
