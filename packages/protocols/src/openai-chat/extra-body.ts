import * as z from 'zod';
import { samplingSchema } from './sampling-schema.ts';

/** Fields that have a setting of their own, or would make an answer that cannot be read. */
const reserved: { readonly [field: string]: string } = {
  model: 'it has a field of its own',
  messages: 'the data row stands there',
  prompt: 'the data row stands there',
  response_format: 'it has a field of its own',
  system_prompt: 'it has a field of its own',
  temperature: 'it has a field of its own',
  max_tokens: 'it has a field of its own',
  max_completion_tokens: 'it has a field of its own',
  stream: 'answers are read whole',
  stream_options: 'answers are read whole',
  n: 'one answer is read',
  best_of: 'one answer is read',
  echo: 'the answer alone is read',
};

/** Fields of a request that the contract does not name, and sampling that has no field of its own. */
export const extraBodySchema = z
  .record(z.string().min(1).max(128), z.json())
  .superRefine((fields, context) => {
    for (const [field, value] of Object.entries(fields)) {
      const reason = Object.hasOwn(reserved, field) ? reserved[field] : undefined;
      if (reason) {
        const message = `"${field}" cannot be set here: ${reason}`;
        context.addIssue({ code: 'custom', path: [field], message });
      } else if (Object.hasOwn(samplingSchema.shape, field)) {
        const checked = samplingSchema.safeParse({ [field]: value });
        for (const { message, path } of checked.error?.issues ?? []) {
          context.addIssue({ code: 'custom', path: [...path], message });
        }
      }
    }
  });
