import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';

/** A schema as the JSON Schema from which a form is drawn. */
export function toFormSchema(schema: z.ZodType): { [keyword: string]: Json } {
  const { $schema: _, ...form } = z.toJSONSchema(schema, { io: 'input' });
  return z.record(z.string(), z.json()).parse(form);
}
