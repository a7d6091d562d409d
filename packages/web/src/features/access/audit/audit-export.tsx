import { Button, Menu } from '@mantine/core';
import type { AuditFilter } from '@patchbay/core/api/audit-routes.ts';
import { IconDownload } from '@tabler/icons-react';
import { apiBase } from '../../../api/client.ts';

const formats = [
  { name: 'CSV for spreadsheets', query: { format: 'csv', safe: '1' } },
  { name: 'CSV, raw', query: { format: 'csv' } },
  { name: 'JSON Lines', query: { format: 'jsonl' } },
] as const;

/** Takes the entries that are shown away as a file: all of them, not only those that were read so far. */
export function AuditExport({ filter }: { filter: AuditFilter }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ name, query }) => (
          <Menu.Item
            key={name}
            component="a"
            href={`${apiBase}/audit/export?${new URLSearchParams({ ...filter, ...query })}`}
            download
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
