import type { AskedAnswer } from '@patchbay/core/api/ask-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';

/** What became of a question: `3 annotations, 1 warning, 812 tokens`. */
export function describeOutcome({ prediction, problem }: AskedAnswer): string {
  if (problem) return errorCodes[problem.code].title;
  const { annotations = [], warnings = [], usage = null } = prediction ?? {};
  const parts = [
    annotations.length === 0 ? 'nothing found' : count(annotations.length, 'annotation'),
    warnings.length > 0 && count(warnings.length, 'warning'),
    usage?.totalTokens && count(usage.totalTokens, 'token'),
  ];
  return parts.filter(Boolean).join(', ');
}

function count(number: number, one: string): string {
  return `${number.toLocaleString()} ${one}${number === 1 ? '' : 's'}`;
}
