import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { RunTurns } from '../engine/run-turns.ts';
import type { RunStore } from '../run-store.ts';
import type { ActionRecord } from './action-row.ts';
import type { ActionStore } from './action-store.ts';
import { type DecodeParts, decodeNext } from './decode-next.ts';
import type { MoveKind, MoveStore } from './move-store.ts';

/** Items that one step moves: few enough that nobody waits long for their locks. */
const itemsPerStep = 2000;

export interface CarryOutParts extends DecodeParts {
  readonly runs: RunStore;
  readonly actions: ActionStore;
  readonly moves: MoveStore;
  readonly turns: RunTurns;
}

/** How a step ended: something may be left, or nothing is, or the rest cannot be done. */
type StepEnd = 'more' | 'done' | { readonly failure: string };

/**
 * Carries an action out, a transaction for each step, until nothing is left or the signal says so. It
 * goes on where the last step ended, whoever made that: a process that died is simply followed by
 * another, and of two who are at it at once each step is done by one.
 */
export async function carryOut(
  parts: CarryOutParts,
  actionId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const action = await parts.actions.findOpen(actionId);
    if (!action) return;
    const end = await takeStep(parts, action, signal);
    if (end === 'more') continue;
    if (end === 'done') await parts.actions.finish(actionId, 'done');
    else await parts.actions.finish(actionId, 'failed', { reason: end.failure });
    const run = { organisationId: action.organisationId, id: action.runId };
    await parts.runs.completeIfFinished(run);
    return;
  }
}

async function takeStep(
  parts: CarryOutParts,
  action: ActionRecord,
  signal: AbortSignal,
): Promise<StepEnd> {
  try {
    if (action.kind !== 'decode-again') {
      return await moveNext(parts, { ...action, kind: action.kind });
    }
    return (await decodeNext(parts, action, signal)) ? 'more' : 'done';
  } catch (error) {
    if (signal.aborted) return 'more';
    if (error instanceof PatchbayError) return { failure: error.message };
    throw error;
  }
}

async function moveNext(
  { runs, actions, moves, turns }: CarryOutParts,
  { id, organisationId, runId, kind }: ActionRecord & { kind: MoveKind },
): Promise<StepEnd> {
  const run = { organisationId, id: runId };
  return await runs.transact(async (transaction) => {
    const action = await actions.lock(transaction, id);
    if (!action) return 'more'; // somebody else ended it: the next look finds that
    const state = await runs.lock(transaction, run);
    if (kind === 'retry' && (state === 'cancelled' || state === 'failed')) {
      return { failure: `The run is ${state}; the rest of its failed items stay as they are.` };
    }
    const moved = await moves.moveNext(transaction, { ...action, kind }, itemsPerStep);
    if (!moved) return 'done';
    const { count, lastItemId } = moved;
    await actions.advance(transaction, id, {
      lastItemId,
      done: count,
      changed: count,
      kept: action.kept,
    });
    if (kind === 'retry') {
      // A paused run stays paused: what is tried again waits with the rest.
      if (state === 'completed') await runs.move(run, 'running', { transaction });
      await turns.giveWork(runId, transaction);
    }
    return count < itemsPerStep ? 'done' : 'more';
  });
}
