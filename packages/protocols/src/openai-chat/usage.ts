import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import * as z from 'zod';
import { excerptOf } from '../json/excerpt.ts';

const count = z.int().nonnegative().nullish();

const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
});

/** Reads what an answer cost. It is a remark: what cannot be read is left out with a warning. */
export function readUsage(written: unknown): Outcome<TokenUsage | undefined> {
  if (written === undefined || written === null) return succeed(undefined);
  const checked = usageSchema.safeParse(written);
  if (!checked.success) {
    const message = `The usage is ${excerptOf(written)} and has no counts of tokens; it was left out.`;
    return succeed(undefined, [{ code: 'FIELD_IGNORED', message, pointer: '/usage' }]);
  }
  const {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: total,
  } = checked.data;
  return succeed({
    promptTokens: prompt ?? null,
    completionTokens: completion ?? null,
    totalTokens: total ?? null,
  });
}
