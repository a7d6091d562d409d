import * as z from 'zod';
import { nameSchema } from '../model/model-configuration.ts';
import { chatPartsSchema, systemPromptSchema } from './chat-routes.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** What is asked in the sandbox, and of which models: without their answers. */
const promptContentSchema = z.strictObject({
  /** Null: each model is told what its connection says. */
  system: systemPromptSchema.nullable(),
  /** What the person says, turn by turn. */
  turns: z.array(chatPartsSchema).max(100),
  /** The models side by side, one as often as it is wanted, each with its parameters. */
  columns: z
    .array(z.strictObject({ modelId: z.uuid(), parameters: z.record(z.string(), z.json()) }))
    .max(4),
});
export type PromptContent = z.infer<typeof promptContentSchema>;

/** A saved prompt as lists show it. */
export const savedPromptSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  turnCount: z.int().nonnegative(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;

export const savedPromptDetailSchema = savedPromptSchema.extend({ content: promptContentSchema });
export type SavedPromptDetail = z.infer<typeof savedPromptDetailSchema>;

const tags = ['sandbox'];

export const savedPromptRoutes = {
  list: defineRoute('models:use', {
    method: 'GET',
    path: '/sandbox/saved-prompts',
    summary: 'List saved prompts by name',
    tags,
  })
    .input(
      z.strictObject({
        ...pageQuery,
        /** Words of the name, in any case. */
        search: z.string().max(120).optional(),
      }),
    )
    .output(pageOf(savedPromptSchema)),
  get: defineRoute('models:use', {
    method: 'GET',
    path: '/sandbox/saved-prompts/{id}',
    summary: 'Read a saved prompt with its turns and parameters',
    tags,
  })
    .input(idInput)
    .output(savedPromptDetailSchema),
  save: defineRoute('prompts:write', {
    method: 'POST',
    path: '/sandbox/saved-prompts',
    summary: 'Save a prompt under a new name',
    successStatus: 201,
    tags,
  })
    .input(z.strictObject({ name: nameSchema, content: promptContentSchema }))
    .output(savedPromptDetailSchema),
  change: defineRoute('prompts:write', {
    method: 'PATCH',
    path: '/sandbox/saved-prompts/{id}',
    summary: 'Rename a saved prompt, or put other content in the place of what it has',
    tags,
  })
    .input(
      idInput.extend({
        name: nameSchema.optional(),
        content: promptContentSchema.optional(),
        /** The `changedAt` that was read before: refused where it was changed since. Left out: not looked at. */
        readAt: z.iso.datetime().optional(),
      }),
    )
    .output(savedPromptDetailSchema),
  remove: defineRoute('prompts:write', {
    method: 'DELETE',
    path: '/sandbox/saved-prompts/{id}',
    summary: 'Delete a saved prompt',
    successStatus: 204,
    tags,
  }).input(idInput),
};
