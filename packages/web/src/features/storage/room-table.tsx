import { Stack, Table, Text } from '@mantine/core';
import type { StorageView } from '@patchbay/core/api/settings-routes.ts';
import { countWords } from '../../components/count-words.ts';
import { rowTypeNames } from '../../components/describe-rows.ts';
import { formatBytes } from '../../components/format-bytes.ts';

const parts: { readonly [Part in keyof StorageView['database']]: string } = {
  predictions: 'Predictions',
  exchanges: 'Exchanges with models',
  runs: 'Runs and their items',
  everythingElse: 'Data rows, models and all else',
};

/** Files by the type of their data rows, and the database by what it holds. */
export function RoomTable({ storage }: { storage: StorageView }) {
  const { files, freeBytes, dataRows, database } = storage;
  const rowBytes = dataRows.reduce((sum, { bytes }) => sum + bytes, 0);
  const databaseParts = Object.entries(parts) as [keyof typeof parts, string][];
  const databaseBytes = databaseParts.reduce((sum, [part]) => sum + database[part], 0);
  return (
    <Stack gap="lg" maw={640}>
      <Lines
        caption="Data rows of this organisation"
        total={rowBytes}
        lines={dataRows.map(({ type, count, bytes }) => ({
          name: countWords(count, rowTypeNames[type]),
          bytes,
        }))}
        none="No data rows yet."
      />
      <Lines
        caption="The database of the hub, all organisations together"
        total={databaseBytes}
        lines={databaseParts.map(([part, name]) => ({ name, bytes: database[part] }))}
      />
      <Text size="sm" c="dimmed">
        {files === 'folder'
          ? `Files lie in the data folder of the hub${freeBytes === null ? '' : `, where ${formatBytes(freeBytes)} are free`}. `
          : 'Files lie in a bucket. '}
        The same file in several data rows lies there once, and counts with each of them here.
      </Text>
    </Stack>
  );
}

interface LinesProps {
  caption: string;
  total: number;
  lines: readonly { name: string; bytes: number }[];
  none?: string;
}

function Lines({ caption, total, lines, none }: LinesProps) {
  return (
    <Table captionSide="top">
      <Table.Caption ta="start">{caption}</Table.Caption>
      <Table.Tbody>
        {lines.map(({ name, bytes }) => (
          <Line key={name} name={name} bytes={bytes} />
        ))}
        {lines.length === 0 && none && (
          <Table.Tr>
            <Table.Td c="dimmed">{none}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
      {lines.length > 1 && (
        <Table.Tfoot>
          <Line name="Together" bytes={total} />
        </Table.Tfoot>
      )}
    </Table>
  );
}

function Line({ name, bytes }: { name: string; bytes: number }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw="inherit">
        {name}
      </Table.Th>
      <Table.Td ta="end">{formatBytes(bytes)}</Table.Td>
    </Table.Tr>
  );
}
