import type { Exchange } from '@patchbay/connect/exchange.ts';
import { pauseCauseOf } from '@patchbay/core/error/codes.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { wait } from '../engine/wait.ts';

/** How a call ended, as far as the gates care. */
export interface HeardCall {
  readonly outcome: Outcome<unknown>;
  /** How long the endpoint asks us to wait, in milliseconds; null where it does not. */
  readonly retryAfterMs: number | null;
  /** What is kept of the call; null where nothing was sent. */
  readonly exchange?: Pick<Exchange, 'latencyMs' | 'response'> | null;
}

/** A call that was sent for an item, at a moment of `performance.now()`. */
export interface SentCall {
  readonly itemId: string;
  readonly sentAt: number;
  /** Whether nothing else was under way beside it. */
  readonly isAlone: boolean;
}

type Cause = 'endpoint' | 'credentials';

/** When calls that fail one after another are no accident any more. */
const proofs = {
  /** For so long nobody was answered: what other workers saw is known by then. */
  endpoint: { calls: 5, items: 2, ms: 2000 },
  credentials: { calls: 3, items: 1, ms: 0 },
} as const;

/**
 * So often an item may be under way when the endpoint goes down before it is sent alone: whatever was under
 * way beside the one that is the reason is suspected with it, again and again, since it comes after it in order.
 */
const outagesInCompany = 3;

/** Failures of calls that may have reached the endpoint, so that what was sent may be the reason. */
const reached = new Set(['MODEL_CONNECTION_LOST', 'MODEL_TIMEOUT', 'MODEL_SERVER_ERROR']);

/** Failures one after another, without an answer in between. */
interface Streak {
  readonly cause: Cause;
  readonly startedAt: number;
  calls: number;
  readonly items: Set<string>;
}

export interface Outage {
  readonly cause: Cause;
  readonly problem: Problem;
  /** For how long nobody was answered. */
  readonly lastedMs: number;
}

/** A time in which calls are let through, up to when the runs are held. */
export interface Hold {
  /** Aborted when the runs are held. */
  readonly signal: AbortSignal;
  /** Why they are, and since when calls had failed (`performance.now()`); null before. */
  readonly outage: { readonly cause: Cause; readonly startedAt: number } | null;
}

/** Notices when the endpoint of a revision is down, or refuses our credentials, and holds its runs. */
export interface Circuit {
  /** Aborted while it is open: calls are not begun, and items are left pending. */
  readonly held: AbortSignal;
  /** The same with its reason. It stays as it is when the runs go on: then another one begins. */
  readonly hold: Hold;
  /** Holds calls back while failures pile up and it is not sure yet; null where nothing holds them. */
  pass(signal: AbortSignal): Promise<void> | null;
  /** Whether an item was under way so often when the endpoint went down that it is to be sent alone. */
  isSuspect(itemId: string): boolean;
  /**
   * Hears how a call of an item ended. Throws the reason of `held` where the item is to be left pending,
   * since the failure is not its own; a PatchbayError where it is the reason that the endpoint went down:
   * a suspect with which, alone, an endpoint is lost that answered before. Null where all is well.
   */
  hear(sent: SentCall, call: HeardCall): Promise<void> | null;
  /** The runs go on. */
  close(): void;
  /** Milliseconds since the endpoint last answered; null where it did not since this was last asked. */
  takeAnswer(): number | null;
}

/** `open` pauses the runs; false where the endpoint answers other workers, so that it is not down. */
export function createCircuit(parts: { open(outage: Outage): Promise<boolean> }): Circuit {
  let held = new AbortController();
  let hold: { -readonly [Key in keyof Hold]: Hold[Key] } = { signal: held.signal, outage: null };
  let streak: Streak | null = null;
  let opening: Promise<void> | null = null;
  let answeredAt: number | null = null;
  /** Items that were under way when the endpoint went down, and how often. */
  const outages = new Map<string, number>();
  let suspects = new Set<string>();

  function isProven({ cause, calls, items, startedAt }: Streak): boolean {
    const { calls: most, items: least, ms } = proofs[cause];
    return calls >= most && items.size >= least && performance.now() - startedAt >= ms;
  }

  async function open(found: Streak, problem: Problem): Promise<void> {
    const { cause, startedAt } = found;
    const lastedMs = performance.now() - startedAt;
    if (await parts.open({ cause, problem, lastedMs })) {
      for (const itemId of suspects) countOutage(itemId);
      hold.outage = { cause, startedAt };
      held.abort(new Error(`The runs are paused: ${problem.message}`));
    } else {
      streak = null;
      suspects = new Set();
    }
  }

  /** Whether a call was under way when the endpoint went down. Those that were sent later are not the reason. */
  function mayBeReason({ sentAt }: SentCall, problem: Problem): boolean {
    return reached.has(problem.code) && streak !== null && sentAt < streak.startedAt;
  }

  function note(sent: SentCall, cause: Cause, problem: Problem): Streak {
    if (streak?.cause !== cause) {
      streak = { cause, startedAt: performance.now(), calls: 0, items: new Set() };
      suspects = new Set();
    }
    streak.calls += 1;
    streak.items.add(sent.itemId);
    if (mayBeReason(sent, problem)) suspects.add(sent.itemId);
    return streak;
  }

  function leavePending(sent: SentCall, problem: Problem): void {
    if (!held.signal.aborted) return;
    const { itemId } = sent;
    if (mayBeReason(sent, problem) && !suspects.has(itemId)) countOutage(itemId);
    throw held.signal.reason;
  }

  function countOutage(itemId: string): void {
    suspects.add(itemId);
    outages.set(itemId, (outages.get(itemId) ?? 0) + 1);
  }

  function isSuspect(itemId: string): boolean {
    return (outages.get(itemId) ?? 0) >= outagesInCompany;
  }

  async function hearFailure(sent: SentCall, problem: Problem, cause: Cause): Promise<void> {
    leavePending(sent, problem);
    const wasUp = streak === null;
    const found = note(sent, cause, problem);
    if (wasUp && sent.isAlone && isSuspect(sent.itemId) && reached.has(problem.code)) {
      outages.delete(sent.itemId);
      throw brokenBy(problem);
    }
    if (!opening && isProven(found)) {
      opening = open(found, problem).finally(() => {
        opening = null;
      });
    }
    await opening;
    leavePending(sent, problem);
  }

  return {
    isSuspect,

    get held() {
      return held.signal;
    },

    get hold() {
      return hold;
    },

    pass(signal) {
      held.signal.throwIfAborted();
      if (!streak) return null;
      const { calls, ms } = proofs[streak.cause];
      const unsureMs = streak.startedAt + ms - performance.now();
      if (streak.calls < calls || unsureMs <= 0) return null;
      return wait(unsureMs, AbortSignal.any([signal, held.signal]));
    },

    hear(sent, { outcome }) {
      const problem = outcome.ok ? null : outcome.problem;
      const cause = problem && !isTurnedAway(problem) ? pauseCauseOf(problem.code) : null;
      if (problem && cause) return hearFailure(sent, problem, cause);
      answeredAt = performance.now();
      streak = null;
      if (outcome.ok && outages.size > 0) outages.delete(sent.itemId);
      return null;
    },

    close() {
      if (!held.signal.aborted) return;
      held = new AbortController();
      hold = { signal: held.signal, outage: null };
      streak = null;
      suspects = new Set();
    },

    takeAnswer() {
      const msAgo = answeredAt === null ? null : performance.now() - answeredAt;
      answeredAt = null;
      return msAgo;
    },
  };
}

/** 429: the endpoint is there and asks for patience. */
export function isTurnedAway(problem: Problem): boolean {
  return problem.details?.status === 429;
}

/** What is said of an item that takes the endpoint down. */
export function brokenBy({ message }: Problem): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_BROKEN_BY_ITEM',
    message: `The endpoint went down each time while it was asked about this item, at last about nothing else: ${message}`,
  });
}
