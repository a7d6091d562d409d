import { type Stop, watchAbort } from './abort-watch.ts';

/** A time limit over a whole piece of work, together with the wish of the caller to stop it. */
export interface Deadline {
  /** Calls back with the reason, at the limit or as soon as the caller gives up; at once where it is over. */
  onEnd(stop: Stop): void;
  /** Throws the reason where it is over. */
  throwIfEnded(): void;
  /** Whether the limit was reached, rather than the caller's wish. */
  hasPassed(): boolean;
  /** Ends the timer; to be called when the work is done. Nobody is called back after that. */
  clear(): void;
}

/** Starts one. Its timer is Node's own: those of equal length share one list, at 0.2 µs for each call. */
export function startDeadline(timeoutMs: number, callerSignal?: AbortSignal): Deadline {
  const stops: Stop[] = [];
  let ended: { readonly reason: unknown; readonly byLimit: boolean } | null = null;
  let unwatch: (() => void) | undefined;

  function end(reason: unknown, byLimit: boolean): void {
    if (ended) return;
    ended = { reason, byLimit };
    clear();
    for (const stop of stops) stop(reason);
  }

  const timer = setTimeout(() => end(limitError(timeoutMs), true), timeoutMs);
  if (callerSignal) unwatch = watchAbort(callerSignal, (reason) => end(reason, false));

  function clear(): void {
    clearTimeout(timer);
    unwatch?.();
  }

  return {
    onEnd(stop) {
      if (ended) stop(ended.reason);
      else stops.push(stop);
    },
    throwIfEnded() {
      if (ended) throw ended.reason;
    },
    hasPassed: () => ended?.byLimit === true,
    clear,
  };
}

function limitError(timeoutMs: number): DOMException {
  return new DOMException(`No end within ${timeoutMs} ms`, 'TimeoutError');
}

/** A signal that is aborted when the deadline ends, for work that wants one. */
export function signalOf(deadline: Deadline): AbortSignal {
  const controller = new AbortController();
  deadline.onEnd((reason) => controller.abort(reason));
  return controller.signal;
}

/**
 * The result of some work, or the reason of the deadline where that ends first. For work that cannot be
 * told to stop: what it gives later is dropped.
 */
export function rejectAtEnd<Value>(deadline: Deadline, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    deadline.onEnd(reject);
    work.then(resolve, reject);
  });
}

/** As {@link rejectAtEnd}, where a caller alone may end it. */
export function rejectOnAbort<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const unwatch = watchAbort(signal, reject);
    work.then(resolve, reject).finally(unwatch);
  });
}

/** The result of some work, or a rejection with code `ETIMEOUT` after a time in milliseconds. */
export async function rejectAfter<Value>(timeoutMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`No end within ${timeoutMs} ms`), { code: 'ETIMEOUT' });
    timer = setTimeout(reject, timeoutMs, error);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
