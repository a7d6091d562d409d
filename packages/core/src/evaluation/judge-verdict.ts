import * as z from 'zod';
import { fail, type Outcome, succeed } from '../error/outcome.ts';
import type { Json } from '../json.ts';

/** What a judge said of an answer. */
export interface Verdict {
  /** 1 to 5; halves and other steps between are kept as they are. */
  readonly score: number;
  readonly reason: string;
}

const scoreWords = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

const verdictSchema = z.object({
  score: scoreWords.pipe(z.number().min(1).max(5)),
  reason: z.string().trim().min(1),
});

/**
 * Reads the JSON of a judge. A number in quotes is one, other keys do not matter; a score beyond 1 to 5, or none, or
 * no reason is no verdict: nothing is guessed. MODEL_RESPONSE_INVALID
 */
export function readVerdict(json: Json): Outcome<Verdict> {
  const parsed = verdictSchema.safeParse(json);
  if (parsed.success) return succeed(parsed.data);
  const place = parsed.error.issues[0]?.path.join('.');
  const message = `The judge was asked for {"score": 1 to 5, "reason": "…"}, but ${place ? `"${place}" of its answer cannot be used` : 'its answer is no such object'}: ${excerpt(JSON.stringify(json))}. Ask it again, or make the instruction clearer.`;
  return fail({ code: 'MODEL_RESPONSE_INVALID', message });
}

const longestExcerpt = 200;

function excerpt(text: string): string {
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text;
}
