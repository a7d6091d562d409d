import * as z from 'zod';

/**
 * An answer to a question that belongs to something else: to a shape or a span (the colour of a car),
 * or to an option that was chosen (which of the damages).
 */
export type NestedAnswer = NestedBase &
  (
    | { kind: 'radio'; option: string; classifications?: NestedAnswer[] | undefined }
    | { kind: 'checklist'; options: string[]; classifications?: NestedAnswer[] | undefined }
    | { kind: 'free_text'; text: string }
  );

interface NestedBase {
  /** Name of the question in the ontology of the model. */
  class: string;
  /** 0 to 1; null where the model did not say. */
  confidence: number | null;
  /** True where the ontology has no such question at this place. */
  unknownClass?: boolean | undefined;
  /** The option to which the question belongs. Stands below a checklist alone, where it could be any of several. */
  under?: string | undefined;
}

const base = {
  class: z.string().min(1).max(256),
  confidence: z.number().min(0).max(1).nullable(),
  unknownClass: z.boolean().optional(),
  under: z.string().min(1).optional(),
};

/** See {@link NestedAnswer}. */
export const nestedAnswerSchema: z.ZodType<NestedAnswer> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('radio'),
      ...base,
      option: z.string().min(1),
      classifications: nestedAnswersSchema.optional(),
    }),
    z.object({
      kind: z.literal('checklist'),
      ...base,
      options: z.array(z.string().min(1)),
      classifications: nestedAnswersSchema.optional(),
    }),
    z.object({ kind: z.literal('free_text'), ...base, text: z.string() }),
  ]),
);

/** The answers to the questions of one thing. */
export const nestedAnswersSchema = z.array(nestedAnswerSchema);
