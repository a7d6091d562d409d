import * as z from 'zod';

/** The states of a run (DESIGN §5). */
export const runStates = [
  'preparing',
  'queued',
  'running',
  'paused',
  'completed',
  'cancelled',
  'failed',
] as const;
export const runStateSchema = z.enum(runStates);
export type RunState = z.infer<typeof runStateSchema>;

/** From each state, the states that may follow it. */
export const runMoves: { readonly [From in RunState]: readonly RunState[] } = {
  preparing: ['queued', 'completed', 'cancelled', 'failed'],
  queued: ['running', 'completed', 'cancelled', 'paused'],
  running: ['paused', 'completed', 'cancelled'],
  paused: ['running', 'queued', 'cancelled'],
  completed: ['running'], // its failed items are retried
  cancelled: [],
  failed: [],
};

/** The states from which a run may move to the given one: what a guarded update names. */
export function runStatesBefore(to: RunState): RunState[] {
  return runStates.filter((from) => runMoves[from].includes(to));
}

/** Whether nothing more will happen in a run by itself. */
export function hasEnded(state: RunState): boolean {
  return state === 'completed' || state === 'cancelled' || state === 'failed';
}
