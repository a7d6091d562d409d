import type { AuditEntryView } from '../api/audit-routes.ts';
import { type CsvMode, writeRecord } from './csv-cells.ts';

/** By which spreadsheets know that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

const columns = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject_id',
  'address',
  'details',
  'id',
];

/** Writes the entries of an audit, each as one line. */
export interface AuditWriter {
  begin(): string;
  write(entry: AuditEntryView): string;
}

/** Entries as JSON Lines, in the shape in which the API lists them. */
export function createAuditLines(): AuditWriter {
  return { begin: () => '', write: (entry) => `${JSON.stringify(entry)}\n` };
}

/** Entries as CSV (RFC 4180, UTF-8), with their details as JSON in one cell. `safe`: see csv-cells.ts. */
export function createAuditCsv(mode: CsvMode): AuditWriter {
  return {
    begin: () => (mode === 'safe' ? byteOrderMark : '') + writeRecord(columns, 'raw'),
    write: ({ at, actor, action, subjectId, address, details, id }) =>
      writeRecord(
        [
          at,
          actor.kind,
          actor.id,
          actor.name,
          action,
          subjectId,
          address,
          JSON.stringify(details),
          id,
        ],
        mode,
      ),
  };
}
