import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ModelCard as Card } from '@patchbay/core/api/model-statistics-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import { CoverLink } from '../../../components/cover-link.tsx';
import { AnchorLink } from '../../../components/links.tsx';
import { Moment } from '../../../components/moment.tsx';
import { HealthBadge } from '../statistics/health-badge.tsx';
import classes from './model-card.module.css';

/** A model to choose: what it is, whether it answers, when it last ran, and what can be done with it. */
export function ModelCard({ card, menu }: { card: Card; menu: ReactNode }) {
  return (
    <Paper component="article" withBorder p="md" className={classes.card}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Title order={2} size="h5" miw={0} style={{ overflowWrap: 'anywhere' }}>
          <CoverLink to="/models/$modelId" params={{ modelId: card.id }}>
            {showControls(card.name)}
          </CoverLink>
        </Title>
        <div className={classes.above}>{menu}</div>
      </Group>
      <Group gap={6}>
        <HealthBadge health={card.health} />
        {!card.enabled && (
          <Badge size="sm" color="gray" variant="light" tt="none">
            disabled
          </Badge>
        )}
        <Badge size="sm" variant="default" tt="none">
          {card.protocol}
        </Badge>
        {card.dataRowTypes.map((type) => (
          <Badge key={type} size="sm" variant="default" tt="none">
            {type}
          </Badge>
        ))}
      </Group>
      {card.description && (
        <Text size="sm" lineClamp={2}>
          {showControls(card.description)}
        </Text>
      )}
      <Stack gap={2} className={classes.facts}>
        <Text size="xs" c="dimmed" truncate title={showControls(card.url)}>
          {showControls(card.url)}
        </Text>
        <Text size="xs" c="dimmed">
          {describeSize(card)} · {describePace(card)}
        </Text>
        <LastRun card={card} />
      </Stack>
    </Paper>
  );
}

function LastRun({ card: { lastRun, health } }: { card: Card }) {
  if (!lastRun) {
    return (
      <Text size="xs" c="dimmed">
        No run yet
        {health.answeredAt && (
          <>
            {' · last answered '}
            <Moment at={health.answeredAt} />
          </>
        )}
      </Text>
    );
  }
  return (
    <Text size="xs" c="dimmed" truncate>
      Last run{' '}
      <AnchorLink
        to="/runs/$runId"
        params={{ runId: lastRun.id }}
        className={classes.above}
        inherit
        underline="always"
      >
        {showControls(lastRun.name)}
      </AnchorLink>
      , {lastRun.state}, <Moment at={lastRun.createdAt} />
    </Text>
  );
}

function describeSize({ classCount, revision }: Card): string {
  const classWord = classCount === 1 ? 'class' : 'classes';
  return `${classCount.toLocaleString()} ${classWord} · revision ${revision}`;
}

/** How much it is called, and how much it may be. */
function describePace({ callsLastDay, limits }: Card): string {
  const calls = `${callsLastDay.toLocaleString()} ${callsLastDay === 1 ? 'call' : 'calls'} in 24 hours`;
  const most = limits.requestsPerSecond;
  return most === null ? calls : `${calls}, at most ${most.toLocaleString()} a second`;
}
