import type { ItemState } from '@patchbay/core/run/item-state.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';

/** A run in memory: what a run on a database is held against. Nothing here knows how that is done. */
export interface ModelRun {
  readonly state: RunState;
  readonly cause: 'person' | 'endpoint' | null;
  readonly items: readonly ModelItem[];
}

export interface ModelItem {
  readonly state: ItemState;
  readonly attempts: number;
  readonly code: string | null;
  /** Whether its last stored answer can be read; null where it has none. */
  readonly stored: 'readable' | 'unreadable' | null;
  /** By which revision its prediction was read; null where it has none. */
  readonly readBy: Reader | null;
}

/** The revision of the run, or another of the same model. */
export type Reader = 'own' | 'other';

/** What a worker may bring of an item: with which code it failed, and what is stored of the answer. */
export const outcomes = {
  told: { code: null, stored: 'readable' },
  /** As if an older decoder had not been able to read what this one can. */
  misread: { code: 'MODEL_RESPONSE_INVALID', stored: 'readable' },
  garbled: { code: 'MODEL_RESPONSE_INVALID', stored: 'unreadable' },
  refused: { code: 'MODEL_REQUEST_REJECTED', stored: null },
  unreachable: { code: 'MODEL_UNREACHABLE', stored: null },
} as const;
export type OutcomeName = keyof typeof outcomes;

export interface Selection {
  readonly code?: string | undefined;
  /** Indices of items. */
  readonly chosen?: readonly number[] | undefined;
}

export type Step =
  | {
      readonly do: 'save';
      readonly results: readonly { index: number; outcome: OutcomeName }[];
      /** Brought by a worker that was called in an earlier round. */
      readonly isLate: boolean;
    }
  | ({ readonly do: 'retry' | 'ignore' | 'restore' } & Selection)
  | ({ readonly do: 'decode-again'; readonly by: Reader } & Selection)
  | { readonly do: 'pause' | 'resume' | 'cancel' | 'clear away' | 'lose endpoint' };

/** How a step ends: the run as it is then, and what whoever asked is told. */
export interface Stepped {
  readonly run: ModelRun;
  /** The code with which it was refused. */
  readonly refusal?: string;
  /** How many items it was through, and how many of them are otherwise than before. */
  readonly action?: { readonly total: number; readonly changed: number };
}

export function newModelRun(size: number): ModelRun {
  const item = { state: 'pending', attempts: 0, code: null, stored: null, readBy: null } as const;
  return { state: 'running', cause: null, items: Array.from({ length: size }, () => item) };
}

/** Takes a step. `held` are the attempts of the items when a worker took them. */
export function takeStep(run: ModelRun, step: Step, held: readonly number[]): Stepped {
  switch (step.do) {
    case 'save':
      return { run: complete(save(run, step, held)) };
    case 'retry':
      return retry(run, step);
    case 'ignore':
    case 'restore': {
      const [from, to] = step.do === 'ignore' ? moves.ignore : moves.restore;
      return act(run, step, [from], (item) => ({ ...item, state: to }));
    }
    case 'decode-again':
      return decodeAgain(run, step);
    case 'clear away':
      return { run: run.state === 'cancelled' ? cancelPending(run) : run };
    case 'lose endpoint':
      return {
        run: run.state === 'running' ? { ...run, state: 'paused', cause: 'endpoint' } : run,
      };
    default:
      return click(run, step.do);
  }
}

const moves = { ignore: ['failed', 'ignored'], restore: ['ignored', 'failed'] } as const;

/** The last item was saved: nothing waits any more. */
function complete(run: ModelRun): ModelRun {
  const waits = run.items.some(({ state }) => state === 'pending');
  return run.state === 'running' && !waits ? { ...run, state: 'completed' } : run;
}

function save(run: ModelRun, step: Step & { do: 'save' }, held: readonly number[]): ModelRun {
  const brought = new Map(step.results.map(({ index, outcome }) => [index, outcomes[outcome]]));
  const items = run.items.map((item, index): ModelItem => {
    const outcome = brought.get(index);
    const isHeld = item.attempts === (held[index] ?? 0) - (step.isLate ? 1 : 0);
    if (!outcome || !isHeld || item.state !== 'pending') return item;
    const { code } = outcome;
    return {
      state: code === null ? 'succeeded' : 'failed',
      attempts: item.attempts + 1,
      code,
      stored: outcome.stored ?? item.stored,
      readBy: code === null ? 'own' : null,
    };
  });
  return { ...run, items };
}

function act(
  run: ModelRun,
  { code, chosen }: Selection,
  from: readonly ItemState[],
  change: (item: ModelItem) => ModelItem,
): Stepped & { action: { total: number; changed: number } } {
  let total = 0;
  let changed = 0;
  const items = run.items.map((item, index) => {
    const isMeant =
      (code === undefined || item.code === code) &&
      (chosen === undefined || chosen.includes(index)) &&
      from.includes(item.state);
    if (!isMeant) return item;
    total += 1;
    const after = change(item);
    if (after !== item) changed += 1;
    return after;
  });
  return { run: { ...run, items }, action: { total, changed } };
}

function retry(run: ModelRun, selection: Selection): Stepped {
  const done = act(run, selection, ['failed'], waitAgain);
  if (done.action.total === 0) return done;
  if (run.state === 'cancelled') return { run, refusal: 'RUN_STATE_CONFLICT' };
  return run.state === 'completed' ? { ...done, run: { ...done.run, state: 'running' } } : done;
}

const waitAgain = (item: ModelItem): ModelItem => ({ ...item, state: 'pending', code: null });

function decodeAgain(run: ModelRun, step: Step & { do: 'decode-again' }): Stepped {
  const done = act(run, step, ['failed', 'succeeded'], (item) =>
    item.stored === 'readable'
      ? { ...item, state: 'succeeded', code: null, readBy: step.by }
      : item,
  );
  return done.action.total === 0 ? { run, refusal: 'RUN_ANSWER_MISSING' } : done;
}

function click(run: ModelRun, action: 'pause' | 'resume' | 'cancel'): Stepped {
  const { state } = run;
  const isAtWork = state === 'running' || state === 'paused';
  if (action === 'cancel') {
    if (state === 'completed') return { run, refusal: 'RUN_STATE_CONFLICT' };
    return { run: { ...run, state: 'cancelled', cause: null } };
  }
  if (!isAtWork) return { run, refusal: 'RUN_STATE_CONFLICT' };
  if (action === 'pause') return { run: { ...putBack(run), state: 'paused', cause: 'person' } };
  return { run: complete({ ...putBack(run), state: 'running', cause: null }) };
}

/** What failed for nothing but the outage that paused the run waits again. */
function putBack(run: ModelRun): ModelRun {
  if (run.state !== 'paused' || run.cause !== 'endpoint') return run;
  const items = run.items.map((item) =>
    item.state === 'failed' && item.code === 'MODEL_UNREACHABLE' ? waitAgain(item) : item,
  );
  return { ...run, items };
}

function cancelPending(run: ModelRun): ModelRun {
  const items = run.items.map((item) =>
    item.state === 'pending' ? { ...item, state: 'cancelled' as const } : item,
  );
  return { ...run, items };
}
