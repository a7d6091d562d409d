import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { ModelCounter } from './usage-meter.ts';

/**
 * Counts the calls of a check. Many of them are wrong on purpose: whether the endpoint was reached is all that they
 * say of its health.
 */
export function countCheck(counter: ModelCounter, report: CheckReport): void {
  if (report.calls === 0) return;
  const { status, problem } = report.findings.find(({ rule }) => rule === 'reach-connects') ?? {};
  const { coldMs } = report.latency;
  const isReached = status === 'passed';
  counter.add({
    latencyMs: coldMs ?? 0,
    isAnswered: isReached && coldMs !== null,
    failureCode: isReached ? null : (problem?.code ?? 'MODEL_UNREACHABLE'),
    usage: null,
  });
  counter.addMany(report.calls - 1, Math.max(0, report.durationMs - (coldMs ?? 0)));
}
