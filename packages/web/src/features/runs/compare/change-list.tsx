import { Button, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import type { ComparedItem } from '@patchbay/core/api/run-comparison.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { DataRowTile } from '../../../components/data-row-tile.tsx';
import { Section } from '../../../components/section.tsx';
import { TileGrid } from '../../../components/tile-grid.tsx';
import classes from './change-list.module.css';
import { type CompareSearch, shownChanges } from './compare-search.ts';
import type { Comparison } from './use-comparison.ts';

interface ChangeListProps {
  comparison: Comparison;
  show: CompareSearch['show'];
  chosen: string | undefined;
  onShow: (show: CompareSearch['show']) => void;
  onChoose: (itemId: string) => void;
}

const names: { readonly [Shown in CompareSearch['show']]: string } = {
  any: 'All that differ',
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  'one-sided': 'In one run only',
};

const shownAtFirst = 60;

/** The items that differ, the most changed first. */
export function ChangeList({ comparison, show, chosen, onShow, onChoose }: ChangeListProps) {
  const [most, setMost] = useState(shownAtFirst);
  const items = comparison.items.filter((item) => isShown(item, show));
  return (
    <Section
      title="Items that differ"
      actions={
        <Text size="sm" c="dimmed">
          the most changed first
        </Text>
      }
    >
      <SegmentedControl
        aria-label="Show items with"
        size="xs"
        value={show}
        onChange={(value) => onShow(shownChanges.find((known) => known === value) ?? 'any')}
        style={{ alignSelf: 'flex-start', flexWrap: 'wrap' }}
        data={shownChanges.map((value) => ({ value, label: names[value] }))}
      />
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {describeNone(comparison, show)}
        </Text>
      )}
      <TileGrid>
        {items.slice(0, most).map((item) => (
          <DataRowTile
            key={item.itemId}
            dataRow={item.dataRow}
            caption={
              <UnstyledButton
                className={classes.cover}
                aria-pressed={item.itemId === chosen}
                onClick={() => onChoose(item.itemId)}
              >
                {showControls(item.dataRow.globalKey)}
              </UnstyledButton>
            }
            note={describeItem(item)}
          />
        ))}
      </TileGrid>
      {items.length > most && (
        <Button variant="default" onClick={() => setMost(most + shownAtFirst)}>
          Show more
        </Button>
      )}
      {comparison.differing > comparison.items.length && (
        <Text size="sm" c="dimmed">
          Of {comparison.differing.toLocaleString()} items that differ the{' '}
          {comparison.items.length.toLocaleString()} most changed are kept here.
        </Text>
      )}
    </Section>
  );
}

function describeNone(comparison: Comparison, show: CompareSearch['show']): string {
  if (!comparison.isDone) return 'None found so far.';
  if (comparison.compared + comparison.oneSided === 0) return 'No data row has a prediction yet.';
  return show === 'any'
    ? 'Both runs say the same of every data row that they share.'
    : 'No item is like this.';
}

function isShown({ counts }: ComparedItem, show: CompareSearch['show']): boolean {
  if (show === 'any') return true;
  if (show === 'one-sided') return counts === null;
  return counts !== null && counts[show] > 0;
}

function describeItem({ counts, state, otherState }: ComparedItem): string {
  if (!counts) return `${state} in A, ${otherState} in B`;
  const { added, removed, changed } = counts;
  return [
    added && `${added} added`,
    removed && `${removed} removed`,
    changed && `${changed} changed`,
  ]
    .filter(Boolean)
    .join(', ');
}
