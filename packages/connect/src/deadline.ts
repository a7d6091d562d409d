/** A time limit over a whole piece of work, together with the wish of the caller to stop it. */
export interface Deadline {
  /** Aborts at the limit, or as soon as the caller's signal does. */
  readonly signal: AbortSignal;
  /** Whether the limit was reached, rather than the caller's wish. */
  hasPassed(): boolean;
  /** Ends the timer; to be called when the work is done. */
  clear(): void;
}

export function startDeadline(timeoutMs: number, callerSignal?: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new DOMException(`No end within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  const stop = () => controller.abort(callerSignal?.reason);
  if (callerSignal?.aborted) stop();
  callerSignal?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    clear() {
      clearTimeout(timer);
      callerSignal?.removeEventListener('abort', stop);
    },
  };
}

/**
 * The result of some work, or the reason of the signal where that comes first. For work that cannot
 * be told to stop: what it gives later is dropped.
 */
export function rejectOnAbort<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
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
