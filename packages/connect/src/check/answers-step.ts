import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { CheckStep } from '@patchbay/core/model/check-report.ts';
import type { ModelAnswer } from '@patchbay/protocols/prediction-protocol.ts';
import { failedStep, type Reply } from './check-steps.ts';

/** An answer that takes more than this part of the time limit will be late on a bad day. */
const comfortableShare = 0.5;

/** Can it be asked, and can its answer be read? */
export function answersStep(
  reply: Reply<ModelAnswer>,
  inputTitle: string,
  timeoutMs: number,
): CheckStep {
  const step = answersTitle;
  const latencyMs = reply.exchange?.latencyMs ?? null;
  if (!reply.outcome.ok) return failedStep(step, reply.outcome.problem, latencyMs);
  const { value, warnings } = reply.outcome;
  const isSlow = latencyMs !== null && latencyMs > timeoutMs * comfortableShare;
  const findings = [
    describeAnnotations(value.annotations, inputTitle),
    `It took ${formatDuration(latencyMs ?? 0)}; the limit is ${formatDuration(timeoutMs)}.`,
    ...(isSlow ? ['That is more than half of it: calls will fail when the model is busy.'] : []),
    ...(value.reportedVersion === undefined ? [] : [`It says it is ${value.reportedVersion}.`]),
  ];
  return {
    ...step,
    status: warnings.length > 0 || isSlow ? 'warned' : 'passed',
    finding: findings.join(' '),
    warnings: [...warnings],
    latencyMs,
  };
}

export const answersTitle = { id: 'answers', title: 'It answers, and the answer can be read' };

function describeAnnotations(annotations: readonly Annotation[], inputTitle: string): string {
  if (annotations.length === 0) {
    return `It answered without an annotation for ${inputTitle}, which may be right.`;
  }
  const counts = new Map<string, number>();
  for (const annotation of annotations) {
    const key = `${annotation.class} (${annotation.kind})`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = [...counts].map(([name, count]) => `${count} × ${name}`).join(', ');
  const noun = annotations.length === 1 ? 'annotation' : 'annotations';
  return `It answered with ${annotations.length} ${noun} for ${inputTitle}: ${found}.`;
}

function formatDuration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${Number((milliseconds / 1000).toFixed(1))} s`;
}
