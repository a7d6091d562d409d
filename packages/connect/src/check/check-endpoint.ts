import type { CheckReport, Finding } from '@patchbay/core/conformance/check-report.ts';
import type { RuleDefinition } from '@patchbay/core/conformance/rule-definition.ts';
import { type RuleId, ruleIds, ruleOf } from '@patchbay/core/conformance/rules.ts';
import { measureLatency } from './rules/bounds.ts';
import { type JudgedRecord, prepareRecord } from './rules/judge.ts';
import { judges } from './rules/judges.ts';
import type { Verdict } from './rules/verdict.ts';
import type { CheckOptions } from './session/check-options.ts';
import { runCheck } from './session/run-check.ts';

/**
 * Finds out whether an endpoint keeps its contract: asks for its classes, sends inputs and wrong requests
 * of our own along the path of a run, and judges rule by rule what came. A quick check makes two calls, a
 * full one about 25. Rejects with the reason of the signal where the caller gave up.
 */
export async function checkEndpoint(options: CheckOptions): Promise<CheckReport> {
  const startedAt = new Date();
  const start = performance.now();
  const { record, calls } = await runCheck(options);
  const judged = prepareRecord(record);
  const findings = ruleIds
    .filter((id) => options.depth === 'full' || ruleOf(id).depth === 'quick')
    .map((id) => judge(id, judged));
  return {
    protocol: options.protocol.id,
    url: String(options.connection.url ?? ''),
    depth: options.depth,
    startedAt: startedAt.toISOString(),
    durationMs: performance.now() - start,
    calls,
    latency: { ...measureLatency(record), limitMs: record.limitMs },
    passed: hasPassed(findings),
    findings,
  };
}

/** Reached, and nothing failed: an endpoint of which nothing was seen did not pass. */
function hasPassed(findings: readonly Finding[]): boolean {
  const reached = findings.find(({ rule }) => rule === 'reach-connects');
  return reached?.status === 'passed' && findings.every(({ status }) => status !== 'failed');
}

function judge(id: RuleId, record: JudgedRecord): Finding {
  const rule = ruleOf(id);
  const verdict = judges[id](record);
  const broken = verdict.kind === 'broken' ? verdict : null;
  return {
    rule: id,
    severity: rule.severity,
    title: rule.title,
    status: statusOf(rule, verdict),
    message: verdict.message,
    count: broken?.count ?? 0,
    evidence: [...(broken?.evidence ?? [])],
    remedy: rule.remedy,
    ...(broken?.problem && { problem: broken.problem }),
  };
}

const brokenStatuses = { error: 'failed', warning: 'warned', info: 'noted' } as const;

function statusOf({ severity }: RuleDefinition, { kind }: Verdict): Finding['status'] {
  if (kind === 'broken') return brokenStatuses[severity];
  return kind === 'kept' ? 'passed' : 'skipped';
}
