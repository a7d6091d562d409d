import { Group, Text, Timeline } from '@mantine/core';
import type { ItemEvent } from '@patchbay/core/run/item-timeline.ts';
import type { ReactNode } from 'react';
import { CodeLink } from '../../components/code-link.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';

/** What happened to an item, first to last: attempts with the waits between them, crashes, its end. */
export function ItemTimeline({ events }: { events: readonly ItemEvent[] }) {
  // Events have no id, and are only ever added at the end.
  const placed = events.map((event, place) => ({ event, place }));
  return (
    <Timeline active={events.length} bulletSize={14} lineWidth={2} color="gray">
      {placed.map(({ event, place }) => (
        <Timeline.Item key={place} color={isTrouble(event) ? 'red' : 'teal'}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{describe(event)}</Text>
            <When at={momentOf(event)} />
          </Group>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function When({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <Text size="xs" c="dimmed">
      <Moment at={at} />
    </Text>
  );
}

function momentOf(event: ItemEvent): string | null {
  if (event.kind === 'call') return event.startedAt;
  return event.kind === 'crash' ? null : event.at;
}

function isTrouble(event: ItemEvent): boolean {
  if (event.kind === 'call') return event.problem !== null;
  return event.kind === 'crash' || (event.kind === 'ended' && event.state === 'failed');
}

function describe(event: ItemEvent): ReactNode {
  switch (event.kind) {
    case 'call':
      return (
        <>
          {describeCall(event)}
          {event.problem && (
            <>
              , <CodeLink code={event.problem.code} />
            </>
          )}
        </>
      );
    case 'crash':
      return `Its worker died ${event.count === 1 ? 'once' : `${event.count} times`} while it was under way`;
    case 'reused':
      return <Reused {...event} />;
    case 'decoded again':
      return `Its stored answer was decoded again, as revision ${event.revision}`;
    case 'ended':
      return (
        <>
          It {ends[event.state]}
          {event.code && (
            <>
              {' '}
              with <CodeLink code={event.code} />
            </>
          )}
        </>
      );
  }
}

function Reused({ fromItemId, fromRunId }: ItemEvent & { kind: 'reused' }) {
  const what = 'an equal item of an earlier run';
  return (
    <>
      The result of{' '}
      {fromRunId === null ? (
        what
      ) : (
        <AnchorLink
          to="/runs/$runId/items/$itemId"
          params={{ runId: fromRunId, itemId: fromItemId }}
          inherit
        >
          {what}
        </AnchorLink>
      )}{' '}
      was used again; the model was not called
    </>
  );
}

function describeCall(event: ItemEvent & { kind: 'call' }): string {
  const { attempt, frame, waitedMs, latencyMs, status, reach } = event;
  const facts = [
    waitedMs !== null && waitedMs >= 1 && `after a wait of ${formatMs(waitedMs)}`,
    status === null ? reaches[reach] : `status ${status}`,
    latencyMs !== null && `in ${formatMs(latencyMs)}`,
  ];
  const name = `Attempt ${attempt}${frame === null ? '' : `, frame ${frame}`}`;
  return `${name}: ${facts.filter(Boolean).join(', ')}`;
}

const ends = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
  ignored: 'was ignored',
} as const;

const reaches = {
  answered: 'answered',
  unanswered: 'no response',
  'not sent': 'nothing was sent',
  removed: 'its exchange is not kept any more',
} as const;

function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
