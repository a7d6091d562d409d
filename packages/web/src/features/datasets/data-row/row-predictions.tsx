import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import type { DataRowItem } from '@patchbay/core/api/item-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import { AnchorLink } from '../../../components/links.tsx';
import { Moment } from '../../../components/moment.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import classes from './row-predictions.module.css';

interface RowPredictionsProps {
  items: readonly DataRowItem[];
  shown: readonly string[];
  onToggle: (itemId: string) => void;
}

/** What every model said about a data row, newest first; one or two are chosen to be seen on the picture. */
export function RowPredictions({ items, shown, onToggle }: RowPredictionsProps) {
  return (
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
          <Entry item={item} mark={markOf(shown, item.id)} />
        </li>
      ))}
    </ul>
  );
}

/** The number by which classes say to which of two predictions they belong. */
export function markOf(shown: readonly string[], id: string): string | null {
  const place = shown.indexOf(id);
  return shown.length < 2 || place < 0 ? null : String(place + 1);
}

function Entry({ item, mark }: { item: DataRowItem; mark: string | null }) {
  const { model, run } = item;
  return (
    <Stack gap={2} miw={0} flex={1}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {mark && `${mark} · `}
          <AnchorLink to="/models/$modelId" params={{ modelId: model.id }} inherit c="inherit">
            {showControls(model.name)}
          </AnchorLink>
          <Text span c="dimmed" fw={400}>
            {' '}
            revision {model.revision}
          </Text>
        </Text>
        <StateBadge state={item.state} />
      </Group>
      <Text size="sm">{describeOutcome(item)}</Text>
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
  const facts = [countOf(annotationCount ?? 0, 'annotation')];
  if (confidence !== null) {
    facts.push(`${confidence.toLocaleString(undefined, { style: 'percent' })} at best`);
  }
  if (warningCount) facts.push(countOf(warningCount, 'warning'));
  return facts.join(' · ');
}

function countOf(count: number, word: string): string {
  return `${count.toLocaleString()} ${word}${count === 1 ? '' : 's'}`;
}

export const MoreButton = (props: { onClick: () => void; isLoading: boolean }) => (
  <Button size="xs" variant="default" onClick={props.onClick} loading={props.isLoading}>
    Show older runs
  </Button>
);
