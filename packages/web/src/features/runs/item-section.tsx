import { CloseButton, Group, Pill, SegmentedControl } from '@mantine/core';
import { type ItemState, itemStates } from '@patchbay/core/run/item-state.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { Section } from '../../components/section.tsx';
import { type ItemFilter, narrowItems } from './item-filter.ts';
import { ItemFilterBar } from './item-filter-bar.tsx';
import { ItemGrid } from './item-grid.tsx';

interface ItemSectionProps {
  runId: string;
  counts: ItemCounts;
  /** The classes that it has found so far. */
  classes: readonly string[];
  filter: ItemFilter;
  isLive: boolean;
  onFilter: (filter: ItemFilter) => void;
}

/** The items of a run with the filter above them. */
export function ItemSection(props: ItemSectionProps) {
  const { runId, counts, classes, filter, isLive, onFilter } = props;
  const states = itemStates.filter((state) => counts[state] > 0 || filter.state === state);
  const choose = (value: string) => {
    const state = itemStates.find((known): known is ItemState => known === value);
    onFilter(narrowItems(filter, state ? { state } : {}));
  };
  return (
    <Section title="Items">
      <Group gap="sm">
        <SegmentedControl
          aria-label="Show items that are"
          size="xs"
          value={filter.state ?? 'all'}
          onChange={choose}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
          data={[
            { value: 'all', label: `All ${counts.total.toLocaleString()}` },
            ...states.map((state) => ({
              value: state,
              label: `${capitalise(state)} ${counts[state].toLocaleString()}`,
            })),
          ]}
        />
        {filter.code && (
          <Pill size="md">
            <Group gap={4} wrap="nowrap" component="span">
              {filter.code}
              <CloseButton
                size="xs"
                aria-label="Show failures of every code"
                onClick={() => onFilter(narrowItems(filter, { state: 'failed' }))}
              />
            </Group>
          </Pill>
        )}
      </Group>
      <ItemFilterBar filter={filter} classes={classes} onFilter={onFilter} />
      <ItemGrid runId={runId} filter={filter} isLive={isLive} />
    </Section>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
