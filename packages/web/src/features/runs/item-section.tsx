import { CloseButton, Group, Pill, SegmentedControl } from '@mantine/core';
import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { type ItemState, itemStates } from '@patchbay/core/run/item-state.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import { useState } from 'react';
import type { ClassColours } from '../../components/class-colours.ts';
import { LoadingTiles } from '../../components/loading-lines.tsx';
import { Section } from '../../components/section.tsx';
import { useIsPainted } from '../../components/use-is-painted.ts';
import { ConfidenceFilter } from './gallery/confidence-filter.tsx';
import { ItemGallery } from './gallery/item-gallery.tsx';
import { useIsGalleryKept } from './gallery/use-gallery.ts';
import { type ItemFilter, narrowItems } from './item-filter.ts';
import { ItemFilterBar } from './item-filter-bar.tsx';

interface ItemSectionProps {
  runId: string;
  counts: ItemCounts;
  /** The classes that it has found so far. */
  classes: readonly string[];
  /** The warnings with which answers were read so far. */
  warnings: RunSummary['warningCodes'];
  colours: ClassColours;
  filter: ItemFilter;
  isLive: boolean;
  onFilter: (filter: ItemFilter) => void;
}

/** The items of a run with the filter above them. */
export function ItemSection(props: ItemSectionProps) {
  const [isPainted, isKept] = [useIsPainted(), useIsGalleryKept(props.runId, props.filter)];
  return (
    <Section title="Items">{isPainted || isKept ? <Items {...props} /> : <LoadingTiles />}</Section>
  );
}

function Items(props: ItemSectionProps) {
  const { runId, counts, classes, warnings, colours, filter, isLive, onFilter } = props;
  const [threshold, setThreshold] = useState(filter.minimumConfidence ?? 0);
  const states = itemStates.filter((state) => counts[state] > 0 || filter.state === state);
  const choose = (value: string) => {
    const state = itemStates.find((known): known is ItemState => known === value);
    onFilter(narrowItems(filter, state ? { state } : {}));
  };
  return (
    <>
      <Group gap="sm">
        <SegmentedControl
          aria-label="Show items that are"
          size="xs"
          value={filter.state ?? 'all'}
          onChange={choose}
          style={{ maxWidth: '100%', flexWrap: 'wrap' }}
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
      <ItemFilterBar {...{ filter, classes, warnings, onFilter }} />
      <ConfidenceFilter
        threshold={threshold}
        onDraw={setThreshold}
        listed={filter.minimumConfidence}
        onList={(minimumConfidence) =>
          onFilter(
            narrowItems(filter, {
              class: filter.class,
              warning: filter.warning,
              minimumConfidence,
            }),
          )
        }
      />
      <ItemGallery {...{ runId, filter, colours, threshold, isLive }} />
    </>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
