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

/** What people call the thing to which it was done, as the entry says; null where it does not. */
export function nameOfSubject({ details }: AuditEntryView): string | null {
  const name = details.name ?? details.email ?? details.entry;
  return typeof name === 'string' && name !== '' ? name : null;
}

const actorPattern =
  /^(operator|hub|(user|key):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const actionPattern = /^[a-z-]+(:[a-z-]+)?$/;

/** A moment of our era: the database has no year 0. */
const momentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getUTCFullYear() > 0, 'must be in the year 1 or later');

/** Which entries are wanted, for the list and for its export. */
export const auditFilterQuery = {
  /** `user:<id>`, `key:<id>`, `operator`, `hub`. */
  actor: z.string().regex(actorPattern, 'must be user:<id>, key:<id>, operator or hub').optional(),
  /** An action, or the things it is about: `model:registered`, `model`. */
  action: z
    .string()
    .max(100)
    .regex(actionPattern, 'must be an action such as model:registered, or its first word')
    .optional(),
  from: momentSchema.optional(),
  /** Entries before this moment. */
  to: momentSchema.optional(),
};

const auditFilterSchema = z.strictObject(auditFilterQuery);
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const auditRoutes = {
  list: defineRoute('audit:read', {
    method: 'GET',
    path: '/audit',
    summary: 'List who changed what, newest first; entries are kept for good',
    tags: ['audit'],
  })
    .input(z.strictObject({ ...pageQuery, ...auditFilterQuery }))
    .output(pageOf(auditEntryViewSchema)),
};

/** `GET /audit/export?format=…` is a plain streaming route beside these: in the order in which it happened. */
export const auditExportFormats = ['jsonl', 'csv'] as const;
export type AuditExportFormat = (typeof auditExportFormats)[number];

/** Which entries are exported, and how. */
export const auditExportSchema = auditFilterSchema
  .extend({
    format: z.enum(auditExportFormats),
    /** CSV alone: no cell is taken for a formula by a spreadsheet. */
    safe: z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).optional(),
  })
  .superRefine(({ format, safe }, context) => {
    if (safe === undefined || format === 'csv') return;
    const message = `belongs to format=csv alone; leave it out for ${format}`;
    context.addIssue({ code: 'custom', path: ['safe'], message });
  });
export type AuditExport = z.output<typeof auditExportSchema>;
