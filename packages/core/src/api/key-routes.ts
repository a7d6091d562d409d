import * as z from 'zod';
import { nameSchema } from '../model/model-configuration.ts';
import { idInput, pageOf, pageQuery, searchWords } from './page.ts';
import { defineRoute, permissions } from './route.ts';

export const apiKeyStates = ['active', 'expired', 'revoked'] as const;

/** An API key as it is read: never the key itself. */
export const apiKeyViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters, by which people recognise it. */
  start: z.string(),
  scopes: z.array(z.enum(permissions)),
  state: z.enum(apiKeyStates),
  /** What people called who made it, at that moment; null where the hub did by itself. */
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Null: it does not expire. */
  expiresAt: z.iso.datetime().nullable(),
  /** To about a minute; null: never. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

/** Which keys are listed: with these words in their name, or that begin so; in this state. */
const keyQuery = {
  ...pageQuery,
  text: searchWords.optional(),
  state: z.enum(apiKeyStates).optional(),
};
export type ApiKeyQuery = z.output<z.ZodObject<typeof keyQuery>>;

const tags = ['api-keys'];

export const apiKeyRoutes = {
  list: defineRoute('keys:read', {
    method: 'GET',
    path: '/api-keys',
    summary: 'List API keys, newest first; those that expired or were revoked too',
    tags,
  })
    .input(z.strictObject(keyQuery))
    .output(pageOf(apiKeyViewSchema)),
  create: defineRoute('keys:write', {
    method: 'POST',
    path: '/api-keys',
    summary: 'Make an API key; this answer is the only one that shows it',
    successStatus: 201,
    tags,
  })
    .input(
      z.strictObject({
        name: nameSchema.max(64),
        /** Never more than who makes the key may do. */
        scopes: z.array(z.enum(permissions)).min(1),
        /** Days until it expires; null: never. */
        expiresInDays: z.int().min(1).max(3650).nullable().default(90),
      }),
    )
    .output(z.object({ key: z.string(), apiKey: apiKeyViewSchema })),
  revoke: defineRoute('keys:write', {
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revoke an API key for good; it stays in the list',
    successStatus: 204,
    tags,
  }).input(idInput),
};
