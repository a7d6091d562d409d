import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { ModelCounter } from './usage-meter.ts';

/**
 * Counts the calls of a check. Many of them are wrong on purpose: whether the endpoint was reached, and let us in, is
 * all that they say of its health.
 */
export function countCheck(counter: ModelCounter, report: CheckReport): void {
  if (report.calls === 0) return;
  const of = (name: RuleId) => report.findings.find(({ rule }) => rule === name);
  const access = of('access-accepted');
  const { coldMs } = report.latency;
  const refusal = of('reach-connects')?.status === 'passed' ? null : of('reach-connects');
  const failed = access?.status === 'failed' ? access : refusal;
  counter.add({
    latencyMs: coldMs ?? 0,
    isAnswered: failed === null && coldMs !== null,
    failureCode: failed === null ? null : (failed?.problem?.code ?? 'MODEL_UNREACHABLE'),
    usage: null,
  });
  counter.addMany(report.calls - 1, Math.max(0, report.durationMs - (coldMs ?? 0)));
}
