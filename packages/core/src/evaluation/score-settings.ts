import * as z from 'zod';
import { judgeInstructionSchema } from './judge-instruction.ts';

/** How answers are scored. Each is a number for one answer, and higher is better. */
export const scoreKinds = ['exact_match', 'token_f1', 'rouge_l', 'json_schema', 'judge'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

const jsonSchemaSchema = z.strictObject({
  kind: z.literal('json_schema'),
  /** A JSON Schema of the draft 2020-12 that the answer has to fit as JSON. */
  schema: z.record(z.string(), z.json()),
});

const judgeSchema = z.strictObject({
  kind: z.literal('judge'),
  /** The chat model that judges. */
  modelId: z.uuid(),
  instruction: judgeInstructionSchema,
  /** Parameters of the judge. */
  parameters: z.record(z.string(), z.json()).default({}),
});

/** One score with what it needs to know. */
export const scoreSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact_match') }),
  z.strictObject({ kind: z.literal('token_f1') }),
  z.strictObject({ kind: z.literal('rouge_l') }),
  jsonSchemaSchema,
  judgeSchema,
]);
export type ScoreSettings = z.infer<typeof scoreSettingsSchema>;
export type JudgeSettings = z.infer<typeof judgeSchema>;

interface ScoreDefinition {
  readonly title: string;
  readonly description: string;
  readonly lowest: number;
  readonly highest: number;
  /** Whether it is only ever the lowest or the highest: its mean is a share. */
  readonly isEitherOr: boolean;
  /** Whether there is none where nothing was expected. */
  readonly needsExpected: boolean;
}

const share = { lowest: 0, highest: 1, isEitherOr: false, needsExpected: true };

/** What people are told of each score, and how its numbers are read. */
export const scoreDefinitions: { readonly [Kind in ScoreKind]: ScoreDefinition } = {
  exact_match: {
    ...share,
    isEitherOr: true,
    title: 'Exact match',
    description:
      'The answer is the expected completion, apart from case, punctuation, English articles and spaces (SQuAD).',
  },
  token_f1: {
    ...share,
    title: 'Token F1',
    description:
      'Words that answer and expected completion share, in any order; the mean of precision and recall (SQuAD).',
  },
  rouge_l: {
    ...share,
    title: 'ROUGE-L',
    description:
      'The longest sequence of words that both have in the same order, as F with β = 1 (Lin 2004). Of longer texts the first 20,000 words are compared.',
  },
  json_schema: {
    ...share,
    isEitherOr: true,
    needsExpected: false,
    title: 'Valid JSON',
    description: 'The answer is JSON that fits your JSON Schema.',
  },
  judge: {
    lowest: 1,
    highest: 5,
    isEitherOr: false,
    needsExpected: false,
    title: 'Judge',
    description: 'A chat model gives 1 to 5 and says why. It sees one answer at a time.',
  },
};
