import * as z from 'zod';

/** Kinds of annotations that are drawn on an image or marked in a text. */
export const toolKinds = ['bounding_box', 'polygon', 'mask', 'entity'] as const;

/** Kinds of annotations that answer for the whole data row. */
export const classificationKinds = ['radio', 'checklist', 'free_text', 'tag'] as const;

const className = z.string().trim().min(1).max(256);

/** A class whose annotations are drawn or marked. */
export const toolSchema = z.strictObject({
  kind: z.enum(toolKinds),
  name: className,
});
export type Tool = z.infer<typeof toolSchema>;

/** One of the answers to a radio or a checklist. */
export const optionSchema = z.strictObject({
  /** What the model answers. */
  value: className,
  /** What a person reads; the value where it is left out. */
  label: z.string().max(256).optional(),
});
export type Option = z.infer<typeof optionSchema>;

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

/** A question that is answered, or a tag that is given, for the whole data row. */
export const classificationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['radio', 'checklist']),
    name: className,
    instructions: z.string().optional(),
    options: optionsSchema,
  }),
  z.strictObject({
    kind: z.enum(['free_text', 'tag']),
    name: className,
    instructions: z.string().optional(),
  }),
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
      const seen = new Set<string>();
      ontology[field].forEach((feature, index) => {
        const key = `${feature.kind} ${feature.name}`;
        if (seen.has(key)) {
          context.addIssue({
            code: 'custom',
            path: [field, index, 'name'],
            message: `"${feature.name}" stands twice as ${feature.kind}; each name may stand once for a kind`,
          });
        }
        seen.add(key);
      });
    }
  });
export type Ontology = z.infer<typeof ontologySchema>;

/** A tool or a classification: whatever an annotation's class can name. */
export type Feature = Tool | Classification;

/** All features of an ontology, tools first. */
export function listFeatures(ontology: Ontology): Feature[] {
  return [...ontology.tools, ...ontology.classifications];
}
