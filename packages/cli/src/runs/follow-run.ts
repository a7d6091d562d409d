import { setTimeout as delay } from 'node:timers/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isSettled, type RunProgress } from '@patchbay/core/run/run-progress.ts';
import type { HubClient } from '../api/client.ts';

/** How long a hub that went away in the middle of a run is waited for. */
export interface Patience {
  readonly attempts: number;
  readonly delayMs: number;
}

/**
 * Each moment of a run until it has ended. A broken stream is taken up again: a hub that is
 * restarted finishes its runs. A hub that stays away is `HUB_UNREACHABLE`.
 */
export async function* followRun(
  hub: HubClient,
  runId: string,
  signal: AbortSignal,
  patience: Patience = { attempts: 30, delayMs: 1000 },
): AsyncGenerator<RunProgress> {
  let attempts = 0;
  while (true) {
    try {
      for await (const progress of await hub.runs.watch({ id: runId }, { signal })) {
        attempts = 0;
        yield progress;
        if (isSettled(progress)) return;
      }
    } catch (error) {
      attempts += 1;
      if (signal.aborted || !isBroken(error) || attempts >= patience.attempts) throw error;
    }
    await delay(patience.delayMs, undefined, { signal });
  }
}

/** Whether only the connection failed. What the hub itself says is final. */
function isBroken(error: unknown): boolean {
  return !(error instanceof PatchbayError) || error.code === 'HUB_UNREACHABLE';
}
