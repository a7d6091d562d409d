import { Badge, Button, Group, type MantineColor, Stack, Text } from '@mantine/core';
import type { RunAction, RunActionKind, RunActionState } from '@patchbay/core/run/run-action.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { Section } from '../../components/section.tsx';
import { useCancelAction } from './use-run-change.ts';

/** What people had done with items of a run, newest first; nothing where nobody did anything. */
export function ActionSection({ runId }: { runId: string }) {
  const query = useInfiniteQuery(
    api.runs.actions.infiniteOptions({
      input: (cursor: Cursor) => ({ id: runId, ...(cursor && { cursor }), limit: 10 }),
      ...byCursor,
      refetchInterval: ({ state }) =>
        state.data?.pages[0]?.items.some((action) => action.state === 'open') ? 2_000 : false,
    }),
  );
  const cancelling = useCancelAction();
  const actions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const error = query.error ?? cancelling.error;
  if (actions.length === 0 && !error) return null;
  return (
    <Section title="What was done with its items">
      {error && <FailureNotice error={error} />}
      <Stack gap="sm">
        {actions.map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            onCancel={() => cancelling.mutate({ id: runId, actionId: action.id })}
          />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Group>
          <Button
            size="compact-sm"
            variant="light"
            color="gray"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show earlier ones
          </Button>
        </Group>
      )}
    </Section>
  );
}

const names: { readonly [Kind in RunActionKind]: string } = {
  retry: 'Tried again',
  ignore: 'Ignored',
  restore: 'Taken back',
  'decode-again': 'Decoded again',
};

const states: { readonly [State in RunActionState]: { name: string; colour: MantineColor } } = {
  open: { name: 'under way', colour: 'blue' },
  done: { name: 'done', colour: 'teal' },
  cancelled: { name: 'cancelled', colour: 'gray' },
  failed: { name: 'failed', colour: 'red' },
};

function ActionRow({ action, onCancel }: { action: RunAction; onCancel: () => void }) {
  const { kind, state, revision, total, done, changed, kept, reason, createdBy } = action;
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {names[kind]}
          {revision && ` as revision ${revision.number}`}
        </Text>
        <Badge size="sm" variant="light" color={states[state].colour} tt="none" fw={600}>
          {states[state].name}
        </Badge>
        {state === 'open' && (
          <Permitted to="runs:write">
            <Button size="compact-xs" variant="light" color="gray" onClick={onCancel}>
              Stop
            </Button>
          </Permitted>
        )}
      </Group>
      <Text size="sm">
        {describeSelection(action)}
        {kind === 'decode-again' && `, ${changed.toLocaleString()} of them read`}
        {done < total && ` (${done.toLocaleString()} so far)`}
      </Text>
      {reason && (
        <Text size="sm" c="red">
          {reason}
        </Text>
      )}
      {kept.map(({ code, title, count }) => (
        <Text key={code} size="sm" c="dimmed">
          {count.toLocaleString()} {count === 1 ? 'stays as it was' : 'stay as they were'}: {title}.
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        <Moment at={action.createdAt} /> by {createdBy.replace(/^key:.*/, 'an API key')}
      </Text>
    </div>
  );
}

/** `12 failed items`, `3 chosen items that had failed with MODEL_TIMEOUT`. */
function describeSelection({ kind, code, chosen, total }: RunAction): string {
  const items = total === 1 ? 'item' : 'items';
  const number = `${total.toLocaleString()} ${chosen === null ? '' : 'chosen '}${items}`;
  if (code !== null) return `${number} that had failed with ${code}`;
  return kind === 'restore' ? `${number} that had been ignored` : number;
}
