import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { type TokenUsage, tokenUsageSchema } from '@patchbay/core/prediction/token-usage.ts';
import type { ModelCounter } from '../../models/statistics/usage-meter.ts';
import { type HeardCall, isTurnedAway } from '../gates/circuit.ts';
import type { FinishedItem } from './finished-item.ts';

type Usage = TokenUsage | null;

/** Counts the calls that were made for items, once for a whole batch of them. */
export function countCalls(counter: ModelCounter, finished: readonly FinishedItem[]): void {
  for (const { attempts, result } of finished) {
    const usage = result.ok ? result.usage : null;
    for (const [index, { calls }] of attempts.entries()) {
      // What the answers of an item tell of tokens belongs to the last of its calls.
      const last = index === attempts.length - 1 ? calls.at(-1) : null;
      for (const call of calls) countCall(counter, call, call === last ? usage : null);
    }
  }
}

/** Counts a call that was made outside of runs. */
export function countHeard(counter: ModelCounter, { exchange = null, outcome }: HeardCall): void {
  const problem = outcome.ok ? null : outcome.problem;
  countCall(counter, { exchange, problem }, outcome.ok ? readUsage(outcome.value) : null);
}

function readUsage(answer: unknown): Usage {
  if (typeof answer !== 'object' || answer === null || !('usage' in answer)) return null;
  return tokenUsageSchema.safeParse(answer.usage).data ?? null;
}

/** What never reached the wire is no call; to be asked to wait is no failure. */
function countCall(
  counter: ModelCounter,
  { exchange, problem }: { exchange: HeardCall['exchange']; problem: Problem | null },
  usage: Usage,
): void {
  if (!exchange) return;
  const isFailure = problem !== null && !isTurnedAway(problem);
  counter.add({
    latencyMs: exchange.latencyMs,
    isAnswered: exchange.response !== null,
    failureCode: isFailure ? problem.code : null,
    usage,
  });
}
