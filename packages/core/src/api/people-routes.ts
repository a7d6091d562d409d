import * as z from 'zod';
import { roles } from '../access/role.ts';
import { idInput, pageOf, pageQuery, searchWords } from './page.ts';
import { defineRoute } from './route.ts';

/** A person in the organisation. */
export const memberViewSchema = z.object({
  /** Of the user. */
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  joinedAt: z.iso.datetime(),
  /** The last time that they were seen, to about a day; null: never. */
  lastSeenAt: z.iso.datetime().nullable(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

/** Somebody who was asked to come and has not yet. */
export const invitationViewSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(roles),
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(['open', 'expired']),
});
export type InvitationView = z.infer<typeof invitationViewSchema>;

/** An address that works once, for whoever has it: it is passed on by hand, and shown this time only. */
export const oneTimeLinkSchema = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>;

const roleInput = z.enum(roles);

/** Which members are listed: with these words in their name or e-mail address, of this role. */
const memberQuery = {
  ...pageQuery,
  text: searchWords.optional(),
  role: roleInput.optional(),
};
export type MemberQuery = z.output<z.ZodObject<typeof memberQuery>>;

export const memberRoutes = {
  list: defineRoute('members:read', {
    method: 'GET',
    path: '/members',
    summary: 'List the people of the organisation by name',
    tags: ['members'],
  })
    .input(z.strictObject(memberQuery))
    .output(pageOf(memberViewSchema)),
  change: defineRoute('members:write', {
    method: 'PATCH',
    path: '/members/{id}',
    summary: 'Give a person another role',
    tags: ['members'],
  })
    .input(idInput.extend(z.strictObject({ role: roleInput }).shape).strict())
    .output(memberViewSchema),
  remove: defineRoute('members:write', {
    method: 'DELETE',
    path: '/members/{id}',
    summary: 'Take a person out of the organisation; their sessions end',
    successStatus: 204,
    tags: ['members'],
  }).input(idInput),
  createSignInLink: defineRoute('members:write', {
    method: 'POST',
    path: '/members/{id}/sign-in-link',
    summary: 'Make a link with which a person sets a new password',
    successStatus: 201,
    tags: ['members'],
  })
    .input(idInput)
    .output(oneTimeLinkSchema),
};

export const invitationRoutes = {
  list: defineRoute('members:read', {
    method: 'GET',
    path: '/invitations',
    summary: 'List the invitations that nobody has taken yet, newest first',
    tags: ['invitations'],
  })
    .input(z.strictObject(pageQuery))
    .output(pageOf(invitationViewSchema)),
  create: defineRoute('members:write', {
    method: 'POST',
    path: '/invitations',
    summary: 'Invite a person; the link is passed on by hand, no mail is sent',
    successStatus: 201,
    tags: ['invitations'],
  })
    .input(z.strictObject({ email: z.email().max(320), role: roleInput }))
    .output(
      z.object({
        invitation: invitationViewSchema,
        link: oneTimeLinkSchema,
        /** Whether they were invited already; the link of before is worth nothing now. */
        replaced: z.boolean(),
      }),
    ),
  revoke: defineRoute('members:write', {
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: 'Take an invitation back; its link is worth nothing then',
    successStatus: 204,
    tags: ['invitations'],
  }).input(idInput),
};
