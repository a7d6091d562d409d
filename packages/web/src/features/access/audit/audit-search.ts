import type { AuditFilter } from '@patchbay/core/api/audit-routes.ts';
import * as z from 'zod';

const day = z.iso.date().optional().catch(undefined);
const words = z.string().min(1).optional().catch(undefined);

/** Which entries are shown. Stands in the address, so that a view can be kept and passed on. */
export const auditSearchSchema = z.object({
  actor: words,
  action: words,
  /** Days, as the one who looks counts them: from the beginning of the first to the end of the last. */
  from: day,
  to: day,
});
export type AuditSearch = z.infer<typeof auditSearchSchema>;

/** What the hub is asked for: moments instead of days. */
export function toAuditFilter({ actor, action, from, to }: AuditSearch): AuditFilter {
  return {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(from && { from: beginningOf(from, 0) }),
    ...(to && { to: beginningOf(to, 1) }),
  };
}

/** The search with other values; what is empty leaves the address. */
export function changeSearch(search: AuditSearch, changes: AuditSearch): AuditSearch {
  const next = Object.entries({ ...search, ...changes }).filter(([, value]) => value);
  return auditSearchSchema.parse(Object.fromEntries(next));
}

/** The moment at which a day, or one so many days after it, begins where the page is looked at. */
function beginningOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
