import { endWatch, type Stop, type Watcher, watchAbort } from './abort-watch.ts';

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
  return new RunningDeadline(timeoutMs, callerSignal);
}

/** A class, since each call has one: functions of its own would be six more objects. */
class RunningDeadline implements Deadline, Watcher {
  place = 0;
  private stops: Stop[] = [];
  private ended: { readonly reason: unknown; readonly byLimit: boolean } | null = null;
  private readonly timer: NodeJS.Timeout;
  private readonly callerSignal: AbortSignal | undefined;

  constructor(timeoutMs: number, callerSignal: AbortSignal | undefined) {
    this.timer = setTimeout(endAtLimit, timeoutMs, this, timeoutMs);
    this.callerSignal = callerSignal;
    if (callerSignal) watchAbort(callerSignal, this);
  }

  /** The caller gives up. */
  stop(reason: unknown): void {
    this.end(reason, false);
  }

  end(reason: unknown, byLimit: boolean): void {
    if (this.ended) return;
    this.ended = { reason, byLimit };
    this.clear();
    for (const stop of this.stops) stop(reason);
  }

  onEnd(stop: Stop): void {
    if (this.ended) stop(this.ended.reason);
    else this.stops = this.stops.length === 0 ? [stop] : [...this.stops, stop];
  }

  throwIfEnded(): void {
    if (this.ended) throw this.ended.reason;
  }

  hasPassed(): boolean {
    return this.ended?.byLimit === true;
  }

  clear(): void {
    clearTimeout(this.timer);
    if (this.callerSignal) endWatch(this.callerSignal, this);
  }
}

function endAtLimit(deadline: RunningDeadline, timeoutMs: number): void {
  deadline.end(limitError(timeoutMs), true);
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
    const watcher = { stop: reject, place: 0 };
    watchAbort(signal, watcher);
    work.then(resolve, reject).finally(() => endWatch(signal, watcher));
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
