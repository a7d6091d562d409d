import * as z from 'zod';
import { roles } from '../access/role.ts';
import { permissions } from './route.ts';

/**
 * Shapes of the routes by which people come in, `/api/v1/session…`. They set and clear a cookie, so
 * they are plain routes beside the contract.
 */

export const passwordSchema = z.string().min(12, 'must have at least 12 characters').max(256);
const personNameSchema = z.string().trim().min(1).max(100);

/** `POST /session`: signs a person in. */
export const signInSchema = z.strictObject({
  email: z.email().max(320),
  password: z.string().min(1).max(256),
});

const organisationSchema = z.object({ id: z.uuid(), name: z.string() });

/** `GET /session`: who asks, and what they may do. */
export const sessionViewSchema = z.object({
  /** Null where an API key asks. */
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
  /** For which they ask. */
  organisation: organisationSchema,
  /** Null where an API key asks. */
  role: z.enum(roles).nullable(),
  permissions: z.array(z.enum(permissions)),
  /** All that the user is in, by name: `PATCH /session` turns to another. */
  organisations: z.array(organisationSchema),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** `GET /session/options`: the ways in, for somebody who is not signed in. */
export const sessionOptionsSchema = z.object({
  /** True until the first owner came by the link that the hub printed at its start. */
  ownerMissing: z.boolean(),
  /** Sign-in by another service, where the hub is configured for one. */
  providers: z.array(
    z.object({
      name: z.string(),
      /** The address below the hub to which the browser goes. It comes back to `/`, or to `/sign-in?refused=<code of the error>`. */
      path: z.string(),
    }),
  ),
});
export type SessionOptions = z.infer<typeof sessionOptionsSchema>;

/** One that was cut off on its way is a link that is worth nothing, not a mistake of who opens it. */
const token = z.string().min(1).max(200);

/** `POST /session/link`: what a one-time link is for. It is not used up by asking. */
export const linkQuestionSchema = z.strictObject({ token });
export const linkViewSchema = z.object({
  purpose: z.enum(['first-owner', 'invitation', 'password', 'sign-in']),
  organisation: z.string(),
  /** For whom it is; null where the one who comes says so. */
  email: z.string().nullable(),
  role: z.enum(roles),
  /** Whether they are a user of this hub already: then an invitation wants the password that they have, and no name. */
  isKnown: z.boolean(),
});
export type LinkView = z.infer<typeof linkViewSchema>;

/**
 * `POST /session/link/use`: uses a one-time link up and signs in. What is wanted beside the token goes by
 * its purpose: `first-owner` all three, `invitation` name and password (of somebody known, their own password alone),
 * `password` a password, `sign-in` nothing.
 */
export const linkUseSchema = z.strictObject({
  token,
  name: personNameSchema.optional(),
  email: z.email().max(320).optional(),
  password: z.string().min(1).max(256).optional(),
});
export type LinkUse = z.infer<typeof linkUseSchema>;

/** `PATCH /session`: changes one's own name or password, or turns to another organisation that one is in. */
export const accountChangesSchema = z.strictObject({
  name: personNameSchema.optional(),
  password: z.strictObject({ current: z.string().max(256), next: passwordSchema }).optional(),
  organisationId: z.uuid().optional(),
});
export type AccountChanges = z.infer<typeof accountChangesSchema>;
