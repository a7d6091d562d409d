import type { AuditFilter } from '@patchbay/core/api/audit-routes.ts';
import { apiBase } from '../../../api/client.ts';
import { ExportMenu } from '../../../components/export-menu.tsx';

const formats = [
  { name: 'CSV for spreadsheets', query: { format: 'csv', safe: '1' } },
  { name: 'CSV, raw', query: { format: 'csv' } },
  { name: 'JSON Lines', query: { format: 'jsonl' } },
] as const;

/** Takes the entries that are shown away as a file: all of them, not only those that were read so far. */
export function AuditExport({ filter }: { filter: AuditFilter }) {
  const files = formats.map(({ name, query }) => ({
    name,
    href: `${apiBase}/audit/export?${new URLSearchParams({ ...filter, ...query })}`,
  }));
  return <ExportMenu files={files} />;
}
