import * as z from 'zod';
import { drawnKinds } from '../annotation/annotation.ts';

/** Kinds of annotations that are drawn on an image, marked in a text, or join two of these. */
export const toolKinds = [...drawnKinds, 'entity', 'relation'] as const;

/** Kinds of annotations that answer for the whole data row. */
export const classificationKinds = ['radio', 'checklist', 'free_text', 'tag'] as const;

const className = z.string().trim().min(1).max(256);

/** One of the answers to a radio or a checklist. */
export interface Option {
  /** What the model answers. */
  value: string;
  /** What a person reads; the value where it is left out. */
  label?: string | undefined;
  /** Questions that are asked where this option is chosen. */
  classifications?: Question[] | undefined;
}

/** A question that is answered in words: for a data row, for what a tool marked, or for a chosen option. */
export type Question =
  | {
      kind: 'radio' | 'checklist';
      name: string;
      instructions?: string | undefined;
      options: Option[];
    }
  | { kind: 'free_text'; name: string; instructions?: string | undefined };

/** See {@link Option}. */
export const optionSchema: z.ZodType<Option> = z.strictObject({
  value: className,
  label: z.string().max(256).optional(),
  classifications: z.lazy(() => questionsSchema).optional(),
});

/** The options of a question. A value stands at most once. */
const optionsSchema = z
  .array(optionSchema)
  .min(1)
  .max(4000)
  .superRefine((options, context) => {
    const seen = new Set<string>();
    for (const [index, { value }] of options.entries()) {
      if (seen.has(value)) {
        const message = `the option "${value}" stands twice; each value may stand once`;
        context.addIssue({ code: 'custom', path: [index, 'value'], message });
      }
      seen.add(value);
    }
  });

const chosen = z.strictObject({
  kind: z.enum(['radio', 'checklist']),
  name: className,
  instructions: z.string().optional(),
  options: optionsSchema,
});

const worded = z.strictObject({
  kind: z.literal('free_text'),
  name: className,
  instructions: z.string().optional(),
});

/** Questions deeper than this are refused: nobody answers them, and every reader walks them. */
const maximumQuestionDepth = 8;

/** Questions below a tool or an option. A name stands at most once among them. */
const questionsSchema: z.ZodType<Question[]> = z
  .array(z.discriminatedUnion('kind', [chosen, worded]))
  .max(4000)
  .superRefine((questions, context) => refuseRepeatedNames(questions, [], context));

/** A class whose annotations are drawn or marked. */
export const toolSchema = z.strictObject({
  kind: z.enum(toolKinds),
  name: className,
  /** Questions that are asked about everything that the tool marked. */
  classifications: questionsSchema.optional(),
});
export type Tool = z.infer<typeof toolSchema>;

/** A question that is answered, or a tag that is given, for the whole data row. */
export const classificationSchema = z.discriminatedUnion('kind', [
  chosen,
  worded,
  worded.extend({ kind: z.literal('tag') }),
]);
export type Classification = z.infer<typeof classificationSchema>;

/** The classes that a model knows. A name stands at most once for each kind. */
export const ontologySchema = z
  .strictObject({
    tools: z.array(toolSchema).max(4000).default([]),
    classifications: z.array(classificationSchema).max(4000).default([]),
  })
  .superRefine((ontology, context) => {
    for (const field of ['tools', 'classifications'] as const) {
      refuseRepeatedNames(ontology[field], [field], context);
    }
    const depth = Math.max(0, ...listFeatures(ontology).map(measureDepth));
    if (depth > maximumQuestionDepth) {
      const message = `questions are nested ${depth} levels deep; ${maximumQuestionDepth} are the most`;
      context.addIssue({ code: 'custom', path: [], message });
    }
  });
export type Ontology = z.infer<typeof ontologySchema>;

/** A tool or a classification: whatever an annotation's class can name. */
export type Feature = Tool | Classification;

/** All features of an ontology, tools first. */
export function listFeatures(ontology: Ontology): Feature[] {
  return [...ontology.tools, ...ontology.classifications];
}

function refuseRepeatedNames(
  features: readonly { kind: string; name: string }[],
  path: readonly string[],
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  features.forEach(({ kind, name }, index) => {
    const key = `${kind} ${name}`;
    if (seen.has(key)) {
      const message = `"${name}" stands twice as ${kind}; each name may stand once for a kind`;
      context.addIssue({ code: 'custom', path: [...path, index, 'name'], message });
    }
    seen.add(key);
  });
}

/** How many levels of questions a feature has below itself. */
function measureDepth(feature: Feature | Question): number {
  const below = listQuestions(feature).map(measureDepth);
  return below.length === 0 ? 0 : 1 + Math.max(...below);
}

/** The questions right below a tool, or below any option of a question. */
export function listQuestions(feature: Feature | Question): Question[] {
  if ('options' in feature)
    return feature.options.flatMap((option) => option.classifications ?? []);
  return 'classifications' in feature ? (feature.classifications ?? []) : [];
}
