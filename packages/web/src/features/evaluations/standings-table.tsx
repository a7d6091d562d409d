import { Table } from '@mantine/core';
import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import type { Standing } from '@patchbay/core/evaluation/ranking.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import { ScrollingTable } from '../../components/scrolling-table.tsx';

interface StandingsTableProps {
  label: string;
  candidates: EvaluationView['candidates'];
  /** In the order of the candidates. */
  standings: readonly Standing[];
  /** What else is said of each candidate, under a heading. */
  more?: { readonly heading: string; readonly cells: readonly ReactNode[] };
}

/** How candidates stand against each other, the best first. */
export function StandingsTable({ label, candidates, standings, more }: StandingsTableProps) {
  const rows = candidates
    .map((candidate, index) => ({ candidate, index, standing: standings[index] }))
    .sort((one, other) => rankOf(one.standing) - rankOf(other.standing));
  return (
    <ScrollingTable minWidth={400} label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Candidate</Table.Th>
          {more && <Table.Th scope="col">{more.heading}</Table.Th>}
          <Table.Th scope="col">Mean rank</Table.Th>
          <Table.Th scope="col">Wins / ties / losses</Table.Th>
          <Table.Th scope="col">Strength</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ candidate, index, standing }) => (
          <Table.Tr key={candidate.id}>
            <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
              {showControls(candidate.name)}
            </Table.Th>
            {more && <Table.Td>{more.cells[index]}</Table.Td>}
            <Table.Td>{format(standing?.meanRank, 2)}</Table.Td>
            <Table.Td>
              {standing
                ? [standing.wins, standing.ties, standing.losses]
                    .map((count) => count.toLocaleString())
                    .join(' / ')
                : '–'}
            </Table.Td>
            <Table.Td>{format(standing?.strength, 2)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollingTable>
  );
}

function rankOf(standing: Standing | undefined): number {
  return standing?.meanRank ?? Number.POSITIVE_INFINITY;
}

function format(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined
    ? '–'
    : value.toLocaleString(undefined, { maximumFractionDigits: digits });
}
