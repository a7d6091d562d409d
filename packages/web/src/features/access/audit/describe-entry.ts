import { type AuditEntryView, nameOfSubject } from '@patchbay/core/api/audit-routes.ts';
import type { Json } from '@patchbay/core/json.ts';

/** What was done, in words: `egress-rule:allowed` is `Egress rule allowed`. */
export function describeAction(action: string): string {
  const words = action.replaceAll(/[:-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The further facts of an entry, in words; without those that say nothing or were said already. */
export function listFacts(entry: AuditEntryView): { name: string; value: string }[] {
  const subject = nameOfSubject(entry);
  return Object.entries(entry.details)
    .filter(([, value]) => !isEmpty(value) && value !== subject && !isId(value))
    .map(([name, value]) => ({ name: spaced(name), value: describeValue(value) }));
}

function describeValue(value: Json): string {
  if (typeof value === 'string') return isMoment(value) ? new Date(value).toLocaleString() : value;
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(describeValue).join(', ');
  if (value === null) return 'none';
  return Object.entries(value)
    .map(([name, inner]) => `${spaced(name)} ${describeValue(inner)}`)
    .join(', ');
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Ids stand in exports; nobody reads them. */
function isId(value: Json): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function isMoment(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value);
}

/** `expiresAt` is `expires at`. */
function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
