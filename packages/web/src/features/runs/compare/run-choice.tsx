import { Button, Group, Select } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconArrowsExchange } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

interface RunChoiceProps {
  a: string | undefined;
  b: string | undefined;
  onChoose: (runs: { a?: string | undefined; b?: string | undefined }) => void;
}

/** Chooses the two runs: the second from those over the dataset of the first. */
export function RunChoice({ a, b, onChoose }: RunChoiceProps) {
  const all = useQuery(api.runs.list.queryOptions({ input: { limit: 200 } }));
  // What the address names may be older than what is listed.
  const one = useQuery(api.runs.get.queryOptions({ input: a ? { id: a } : skipToken })).data;
  const other = useQuery(api.runs.get.queryOptions({ input: b ? { id: b } : skipToken })).data;
  const runs = withRuns(all.data?.items ?? [], one, other);
  const others = runs.filter(
    (run) => run.id === b || (run.id !== a && (!one || run.dataset.id === one.dataset.id)),
  );
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Run A"
        style={field}
        searchable
        allowDeselect={false}
        data={runs.map(toOption)}
        value={a ?? null}
        onChange={(id) => onChoose({ a: id ?? undefined, ...(id === b && { b: undefined }) })}
        placeholder={all.data && runs.length === 0 ? 'There is no run yet' : 'Choose a run'}
      />
      <Select
        label="Run B, compared with it"
        style={field}
        searchable
        allowDeselect={false}
        data={others.map(toOption)}
        value={b ?? null}
        onChange={(id) => onChoose({ b: id ?? undefined })}
        placeholder={
          a && all.data && others.length === 0
            ? 'No other run is over this dataset'
            : 'Choose another run over the same dataset'
        }
      />
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden />}
        disabled={!a || !b}
        onClick={() => onChoose({ a: b, b: a })}
      >
        Swap
      </Button>
    </Group>
  );
}

function withRuns(listed: readonly RunView[], ...named: readonly (RunView | undefined)[]) {
  const isListed = new Set(listed.map(({ id }) => id));
  return [...listed, ...named.filter((run): run is RunView => !!run && !isListed.has(run.id))];
}

function toOption({ id, name, model, createdAt, preview }: RunView) {
  const when = new Date(createdAt).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const label = `${showControls(name)}, revision ${model.revision}, ${when}${preview ? ' (preview)' : ''}`;
  return { value: id, label };
}

const field = { flex: '1 1 280px' };
