import {
  type Classification,
  ontologySchema,
  type Tool,
} from '@patchbay/core/ontology/ontology.ts';
import * as z from 'zod';

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

/** Questions below a tool or an option. */
const nested = z
  .array(z.unknown())
  .max(0, 'questions below a tool or an option are not supported yet; leave them out')
  .nullish();

const toolKinds = {
  rectangle: 'bounding_box',
  'raster-segmentation': 'mask',
  'named-entity': 'entity',
} as const;
const laterTools = ['polygon', 'point', 'line', 'edge', 'superpixel'];

const toolSchema = z
  .strictObject({ tool: z.string(), name: z.string().min(1), classifications: nested, ...ignored })
  .transform(({ tool, name }, context): Tool => {
    const kind = lookUp(toolKinds, tool);
    if (kind) return { kind, name };
    const message = describeKind(tool, Object.keys(toolKinds), laterTools);
    context.addIssue({ code: 'custom', path: ['tool'], message });
    return z.NEVER;
  });

const optionSchema = z
  .strictObject({
    label: z.string().min(1).optional(),
    value: z.string().min(1).optional(),
    options: nested,
    ...ignored,
  })
  .transform(({ label, value = label }, context) => {
    if (value !== undefined) return { value, ...(label !== undefined && { label }) };
    context.addIssue({ code: 'custom', path: ['value'], message: 'an option needs a value' });
    return z.NEVER;
  });

const classificationKinds = { radio: 'radio', checklist: 'checklist', text: 'free_text' } as const;

const classificationSchema = z
  .strictObject({
    type: z.string(),
    name: z.string().min(1).optional(),
    instructions: z.string().min(1).optional(),
    options: z.array(optionSchema).nullish(),
    ...ignored,
  })
  .transform(({ type, name, instructions, options }, context): Classification => {
    const kind = lookUp(classificationKinds, type);
    const title = name ?? instructions;
    if (!kind) {
      const message = describeKind(type, Object.keys(classificationKinds), []);
      context.addIssue({ code: 'custom', path: ['type'], message });
      return z.NEVER;
    }
    if (!title) {
      context.addIssue({ code: 'custom', path: ['name'], message: 'a question needs a name' });
      return z.NEVER;
    }
    const base = { name: title, ...(instructions && { instructions }) };
    return kind === 'free_text' ? { kind, ...base } : { kind, ...base, options: options ?? [] };
  });

/** The `ontology` of a manifest, read into the terms of the domain. */
export const manifestOntologySchema = z
  .strictObject({
    media_type: z.string().nullish(),
    tools: z.array(toolSchema).nullish(),
    classifications: z.array(classificationSchema).nullish(),
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

function describeKind(written: string, known: readonly string[], later: readonly string[]): string {
  const list = known.join(', ');
  return later.includes(written.trim().toLowerCase())
    ? `"${written}" is not supported yet; supported are ${list}`
    : `"${written}" is no kind of feature; wanted is one of ${list}`;
}
