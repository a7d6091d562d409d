import { CloseButton, Group, Pill, SegmentedControl } from '@mantine/core';
import { type ItemState, itemStates } from '@patchbay/core/run/item-state.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { Section } from '../../components/section.tsx';
import type { ItemFilter } from './item-filter.ts';
import { ItemGrid } from './item-grid.tsx';

interface ItemSectionProps {
  runId: string;
  counts: ItemCounts;
  filter: ItemFilter;
  isLive: boolean;
  onFilter: (filter: ItemFilter) => void;
}

/** The items of a run with the filter above them. */
export function ItemSection({ runId, counts, filter, isLive, onFilter }: ItemSectionProps) {
  const states = itemStates.filter((state) => counts[state] > 0 || filter.state === state);
  const choose = (value: string) => {
    const state = itemStates.find((known): known is ItemState => known === value);
    onFilter(state ? { state } : {});
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
                onClick={() => onFilter({ state: 'failed' })}
              />
            </Group>
          </Pill>
        )}
      </Group>
      <ItemGrid runId={runId} filter={filter} isLive={isLive} />
    </Section>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
