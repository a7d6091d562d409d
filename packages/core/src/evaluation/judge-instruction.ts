import * as z from 'zod';

/** What a judge is told where nobody wrote anything else. */
export const defaultJudgeInstruction = `You grade the answer of an assistant. Judge whether it is right, complete and to the point; a longer answer is not a better one.

Prompt:
{prompt}

Expected answer:
{expected}

Answer to grade:
{answer}

Give a score from 1 (useless) to 5 (as good as the expected answer). Reply with one JSON object and nothing else:
{"score": 3, "reason": "one or two sentences"}`;

/** The instruction of a judge: it must say where the answer stands. */
export const judgeInstructionSchema = z
  .string()
  .max(20_000)
  .refine((text) => text.includes('{answer}'), {
    message: 'must have {answer} at the place where the answer is to stand',
  })
  .default(defaultJudgeInstruction);

/** Stands where nothing was expected. */
const nothingExpected = '(none given)';

/**
 * The message for the judge about one answer. The places are filled in one go: what looks like a place in an
 * answer stays as it is. The judge sees one answer alone, and no name of a model: there is no first place that it
 * could prefer, nor a name. Source of that bias: Zheng et al., Judging LLM-as-a-Judge, 2023, §3.3.
 */
export function writeJudgeMessage(
  instruction: string,
  { prompt, expected, answer }: { prompt: string; expected: string | null; answer: string },
): string {
  const values: { readonly [place: string]: string } = {
    '{prompt}': prompt,
    '{expected}': expected ?? nothingExpected,
    '{answer}': answer,
  };
  return instruction.replace(/\{(?:prompt|expected|answer)\}/g, (place) => values[place] ?? place);
}
