import { isSettled, type RunProgress } from '@patchbay/core/run/run-progress.ts';

/** Where the events of a run come from, and who wants to know of them. */
export interface Following {
  /** Opens the stream of events. */
  watch(signal: AbortSignal): Promise<AsyncIterable<RunProgress>>;
  onProgress(progress: RunProgress): void;
  /** The stream broke off, so many times in a row: time to read the run itself once. */
  onLost(times: number): void;
  wait(milliseconds: number): Promise<void>;
}

const longestWaitMs = 15_000;

/** Follows a run until it has ended or the signal says so; connects again, ever slower, when it breaks. */
export async function followRun(following: Following, signal: AbortSignal): Promise<void> {
  let breaks = 0;
  while (!signal.aborted) {
    try {
      for await (const progress of await following.watch(signal)) {
        if (signal.aborted) return;
        breaks = 0;
        following.onProgress(progress);
        if (isSettled(progress)) return;
      }
    } catch {
      // Whatever broke the stream, the answer is to connect again.
    }
    if (signal.aborted) return;
    following.onLost(breaks + 1);
    await following.wait(Math.min(1000 * 2 ** breaks, longestWaitMs));
    breaks += 1;
  }
}
