import { scoreExactMatch } from './normalise-answer.ts';
import { scoreRougeL } from './rouge-l.ts';
import type { ScoreSettings } from './score-settings.ts';
import { scoreTokenF1 } from './token-f1.ts';

/** A score that compares an answer with what was expected of it. */
type ComparingScore = Exclude<ScoreSettings['kind'], 'json_schema' | 'judge'>;

const compare: { readonly [Kind in ComparingScore]: (answer: string, expected: string) => number } =
  {
    exact_match: scoreExactMatch,
    token_f1: scoreTokenF1,
    rouge_l: (answer, expected) => scoreRougeL(answer, expected).f,
  };

/** The mark of an answer, 0 to 1; null where nothing was expected of it, so that it has none. */
export function scoreAnswer(
  kind: ComparingScore,
  answer: string,
  expected: string | null,
): number | null {
  return expected === null ? null : compare[kind](answer, expected);
}
