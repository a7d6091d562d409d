import { Alert, Stack } from '@mantine/core';
import type { RunAction } from '@patchbay/core/run/run-action.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { FailureGroup } from './failure-group.tsx';
import { useDecodeAgain, useIgnore, useRestore, useRetry } from './use-run-change.ts';

interface FailureGroupsProps {
  runId: string;
  /** How many items failed: where it changes, the groups are read again. */
  failed: number;
  canRetry: boolean;
  onShow: (code: string) => void;
}

/** Why items failed: one entry for each reason, with samples, what to do, and what can be done with its items. */
export function FailureGroups({ runId, failed, canRetry, onShow }: FailureGroupsProps) {
  const failures = useQuery({
    ...api.runs.failures.queryOptions({ input: { id: runId } }),
    queryKey: [...api.runs.failures.queryKey({ input: { id: runId } }), failed],
    placeholderData: (before) => before,
  });
  const retry = useRetry();
  const ignore = useIgnore();
  const restore = useRestore();
  const decodeAgain = useDecodeAgain();
  const error = retry.error ?? ignore.error ?? restore.error ?? decodeAgain.error;
  const isBusy = [retry, ignore, restore, decodeAgain].some(({ isPending }) => isPending);
  return (
    <Loaded query={failures}>
      {(groups) => (
        <Stack gap="md">
          {error && <FailureNotice error={error} />}
          {decodeAgain.data && <DecodedNotice action={decodeAgain.data} />}
          {groups.map((group) => {
            const wanted = { id: runId, code: group.code };
            return (
              <FailureGroup
                key={group.code}
                runId={runId}
                group={group}
                isBusy={isBusy}
                onShow={() => onShow(group.code)}
                onRetry={canRetry ? () => retry.mutate(wanted) : null}
                onIgnore={() => ignore.mutate(wanted)}
                onRestore={() => restore.mutate(wanted)}
                onDecodeAgain={() => decodeAgain.mutate(wanted)}
              />
            );
          })}
        </Stack>
      )}
    </Loaded>
  );
}

/** What came of decoding again, as far as it was when the hub answered. */
function DecodedNotice({ action }: { action: RunAction }) {
  const { state, total, done, changed, kept } = action;
  const goesOn = state === 'open' ? `; the hub goes on with the other ${total - done}` : '';
  return (
    <Alert color={changed > 0 ? 'teal' : 'yellow'} title="Decoded again, without calling the model">
      Of {done.toLocaleString()} stored answers {changed.toLocaleString()} could be read{goesOn}.
      {kept.map(({ code, title, count }) => (
        <div key={code}>
          {count.toLocaleString()} stay as they were: {title}.
        </div>
      ))}
    </Alert>
  );
}
