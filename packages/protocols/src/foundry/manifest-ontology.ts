import {
  type Option,
  ontologySchema,
  type Question,
  type Tool,
} from '@patchbay/core/ontology/ontology.ts';
import * as z from 'zod';
import { mediaTypeSchema } from './manifest-media-type.ts';
import { wireKinds } from './ontology.ts';

/** What Labelbox writes beside a feature and what has no meaning here. */
const ignored = {
  color: z.unknown().optional(),
  featureSchemaId: z.unknown().optional(),
  position: z.unknown().optional(),
  required: z.unknown().optional(),
  schemaNodeId: z.unknown().optional(),
  scope: z.unknown().optional(),
  uiMode: z.unknown().optional(),
};

/** `superpixel` is the older name of segmentation by pixels. */
const toolKinds = {
  [wireKinds.bounding_box]: 'bounding_box',
  [wireKinds.mask]: 'mask',
  superpixel: 'mask',
  [wireKinds.polygon]: 'polygon',
  [wireKinds.point]: 'point',
  [wireKinds.line]: 'line',
  [wireKinds.entity]: 'entity',
  [wireKinds.relation]: 'relation',
} as const;

const questionKinds = { radio: 'radio', checklist: 'checklist', text: 'free_text' } as const;

const questionsSchema: z.ZodType<Question[]> = z.lazy(() => z.array(questionSchema));

/** An option. Labelbox calls the questions that hang on it its `options`. */
const optionSchema = z
  .strictObject({
    label: z.string().min(1).optional(),
    value: z.string().min(1).optional(),
    options: questionsSchema.nullish(),
    ...ignored,
  })
  .transform(({ label, value = label, options }, context): Option => {
    if (value === undefined) {
      context.addIssue({ code: 'custom', path: ['value'], message: 'an option needs a value' });
      return z.NEVER;
    }
    return {
      value,
      ...(label !== undefined && { label }),
      ...(options && options.length > 0 && { classifications: options }),
    };
  });

const questionSchema = z
  .strictObject({
    type: z.string(),
    name: z.string().min(1).optional(),
    instructions: z.string().min(1).optional(),
    options: z.array(optionSchema).nullish(),
    ...ignored,
  })
  .transform(({ type, name, instructions, options }, context): Question => {
    const kind = lookUp(questionKinds, type);
    const title = name ?? instructions;
    if (!kind) return refuseKind(context, 'type', type);
    if (!title) {
      context.addIssue({ code: 'custom', path: ['name'], message: 'a question needs a name' });
      return z.NEVER;
    }
    const base = { name: title, ...(instructions && { instructions }) };
    return kind === 'free_text' ? { kind, ...base } : { kind, ...base, options: options ?? [] };
  });

const toolSchema = z
  .strictObject({
    tool: z.string(),
    name: z.string().min(1),
    classifications: questionsSchema.nullish(),
    ...ignored,
  })
  .transform(({ tool, name, classifications }, context): Tool => {
    const kind = lookUp(toolKinds, tool);
    if (!kind) return refuseKind(context, 'tool', tool);
    return {
      kind,
      name,
      ...(classifications && classifications.length > 0 && { classifications }),
    };
  });

/** The `ontology` of a manifest, read into the terms of the domain. */
export const manifestOntologySchema = z
  .strictObject({
    media_type: mediaTypeSchema.nullish(),
    tools: z.array(toolSchema).nullish(),
    classifications: questionsSchema.nullish(),
  })
  .transform(
    ({ tools, classifications }): z.input<typeof ontologySchema> => ({
      tools: tools ?? [],
      classifications: classifications ?? [],
    }),
  )
  .pipe(ontologySchema);

function lookUp<Kind>(kinds: { readonly [name: string]: Kind }, written: string): Kind | undefined {
  const name = written.trim().toLowerCase();
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

function refuseKind(context: z.core.$RefinementCtx, field: string, written: string): never {
  context.addIssue({
    code: 'custom',
    path: [field],
    message: `"${written}" is no kind of ${field === 'tool' ? 'tool' : 'question'}`,
  });
  return z.NEVER;
}
