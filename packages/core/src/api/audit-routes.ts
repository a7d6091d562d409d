import * as z from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** One change: who, what, when, from where. */
export const auditEntryViewSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['user', 'key', 'operator', 'hub']),
    /** Of the user or the key. */
    id: z.uuid().nullable(),
    /** What people called them at that moment. */
    name: z.string(),
  }),
  /** `model:registered`, `run:cancelled`. */
  action: z.string(),
  /** Id of the thing to which it was done. */
  subjectId: z.uuid().nullable(),
  details: z.record(z.string(), z.json()),
  /** The IP address from which it was asked for. */
  address: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

/** Which entries are wanted, for the list and for its export. */
export const auditFilterQuery = {
  /** `user:<id>` or `key:<id>`. */
  actor: z.string().max(100).optional(),
  /** An action, or the things it is about: `model:registered`, `model`. */
  action: z.string().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  /** Entries before this moment. */
  to: z.iso.datetime({ offset: true }).optional(),
};

export const auditRoutes = {
  list: defineRoute('audit:read', {
    method: 'GET',
    path: '/audit',
    summary: 'List who changed what, newest first',
    tags: ['audit'],
  })
    .input(z.object({ ...pageQuery, ...auditFilterQuery }))
    .output(pageOf(auditEntryViewSchema)),
};
