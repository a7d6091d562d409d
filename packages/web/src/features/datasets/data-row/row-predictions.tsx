import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import type { DataRowItem } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countWords } from '../../../components/count-words.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Section } from '../../../components/section.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import classes from './row-predictions.module.css';

interface RowPredictionsProps {
  list: UseInfiniteQueryResult<InfiniteData<Page<DataRowItem>>>;
  shown: readonly string[];
  onToggle: (itemId: string) => void;
}

/** What every model said about a data row, newest first; one or two are chosen to be seen on the picture. */
export function RowPredictions({ list, shown, onToggle }: RowPredictionsProps) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Predictions">
      <Loaded query={list}>
        {() =>
          items.length === 0 && (
            <Text size="sm" c="dimmed">
              No run went over this data row yet. Start one on the page of a model.
            </Text>
          )
        }
      </Loaded>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id} className={classes.entry} data-shown={shown.includes(item.id)}>
            <Checkbox
              mt={2}
              aria-label={`Show what ${showControls(item.model.name)} said in ${showControls(item.run.name)}`}
              checked={shown.includes(item.id)}
              disabled={!item.hasPrediction}
              onChange={() => onToggle(item.id)}
            />
            <Entry item={item} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
        >
          Show older runs
        </Button>
      )}
    </Section>
  );
}

function Entry({ item }: { item: DataRowItem }) {
  const { model, run } = item;
  return (
    <Stack gap={2} miw={0} flex={1}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          <AnchorLink to="/models/$modelId" params={{ modelId: model.id }} inherit c="inherit">
            {showControls(model.name)}
          </AnchorLink>
        </Text>
        <StateBadge state={item.state} />
      </Group>
      <Text size="sm">
        {describeOutcome(item)}
        <Text span c="dimmed" inherit>
          {' · '}revision {model.revision}
        </Text>
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {run.preview ? 'Preview ' : 'Run '}
        <AnchorLink
          to="/runs/$runId/items/$itemId"
          params={{ runId: run.id, itemId: item.id }}
          inherit
        >
          {showControls(run.name)}
        </AnchorLink>{' '}
        · <Moment at={item.finishedAt ?? run.createdAt} />
      </Text>
    </Stack>
  );
}

function describeOutcome(item: DataRowItem): ReactNode {
  const { code, annotationCount, warningCount, confidence } = item;
  if (code) return errorCodes[code].title;
  if (!item.hasPrediction) return 'No prediction';
  const facts = [countWords(annotationCount ?? 0, ['annotation', 'annotations'])];
  if (confidence !== null) {
    facts.push(`${confidence.toLocaleString(undefined, { style: 'percent' })} at best`);
  }
  if (warningCount) facts.push(countWords(warningCount, ['warning', 'warnings']));
  return facts.join(' · ');
}
