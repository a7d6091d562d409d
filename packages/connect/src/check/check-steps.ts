import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { CheckStep } from '@patchbay/core/model/check-report.ts';
import { type Credentials, summariseCredentials } from '@patchbay/core/model/credentials.ts';
import type { Exchange } from '../exchange.ts';

/** What a step looks at: how one question to the endpoint ended. */
export interface Reply<Value> {
  readonly outcome: Outcome<Value>;
  readonly exchange: Exchange | null;
}

/** Problems with which nothing was heard from the endpoint. */
const unheard = new Set<ErrorCode>([
  'URL_INVALID',
  'URL_BLOCKED',
  'MODEL_UNREACHABLE',
  'MODEL_NAME_UNRESOLVED',
  'MODEL_TLS_FAILED',
  'MODEL_CONNECTION_LOST',
  'MODEL_TIMEOUT',
]);

/** Whether the endpoint said anything at all. */
export function wasHeard({ outcome, exchange }: Reply<unknown>): boolean {
  return exchange !== null && (outcome.ok || !unheard.has(outcome.problem.code));
}

/** The problem with which the endpoint refused the credentials, where it did. */
export function findRefusal({ outcome }: Reply<unknown>): Problem | null {
  return !outcome.ok && outcome.problem.code === 'MODEL_UNAUTHORIZED' ? outcome.problem : null;
}

/** Does anything answer at the address? */
export function reachableStep(first: Reply<unknown> | null): CheckStep {
  const step = { id: 'reachable', title: 'The endpoint is reached' };
  if (!first?.exchange) return skippedStep(step, 'No call could be made.');
  const { latencyMs, response } = first.exchange;
  if (!first.outcome.ok && !wasHeard(first))
    return failedStep(step, first.outcome.problem, latencyMs);
  const finding = response ? `It answered with status ${response.status}.` : 'It answered.';
  return { ...step, status: 'passed', finding, warnings: [], latencyMs };
}

/** Did it let us in? That nobody was refused is all that can be seen from outside. */
export function authenticatedStep(
  replies: readonly Reply<unknown>[],
  credentials: Credentials,
): CheckStep {
  const step = { id: 'authenticated', title: 'The credentials are accepted' };
  const refusal = replies.map(findRefusal).find((problem) => problem !== null);
  if (refusal) return failedStep(step, refusal, null);
  const isAnswered = replies.some(({ exchange }) => (exchange?.response?.status ?? 999) < 300);
  if (!isAnswered) return skippedStep(step, 'No call got so far.');
  const kinds = summariseCredentials(credentials).kinds;
  const finding =
    kinds.length > 0
      ? `It did not refuse the credentials (${kinds.join(', ')}).`
      : 'No credentials are set, and it asked for none.';
  return { ...step, status: 'passed', finding, warnings: [], latencyMs: null };
}

export function skippedStep(step: Pick<CheckStep, 'id' | 'title'>, finding: string): CheckStep {
  return { ...step, status: 'skipped', finding, warnings: [], latencyMs: null };
}

export function failedStep(
  step: Pick<CheckStep, 'id' | 'title'>,
  problem: Problem,
  latencyMs: number | null,
): CheckStep {
  return { ...step, status: 'failed', finding: problem.message, problem, warnings: [], latencyMs };
}
