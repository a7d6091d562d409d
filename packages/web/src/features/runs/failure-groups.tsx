import { Stack } from '@mantine/core';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { useQuery } from '@tanstack/react-query';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { FailureGroup } from './failure-group.tsx';
import { failuresQuery } from './failures-query.ts';
import { useIgnore, useRestore, useRetry } from './use-run-change.ts';

interface FailureGroupsProps {
  run: RunView;
  /** How many items failed: where it changes, the groups are read again. */
  failed: number;
  canRetry: boolean;
  /** Shows the items that failed so; left out where they are shown already. */
  onShow?: (code: string) => void;
}

/** Why items failed: one entry for each reason, with samples, what to do, and what can be done with its items. */
export function FailureGroups({ run, failed, canRetry, onShow }: FailureGroupsProps) {
  const failures = useQuery({
    ...failuresQuery(run.id, failed),
    placeholderData: (before) => before,
  });
  const retry = useRetry();
  const ignore = useIgnore();
  const restore = useRestore();
  const error = retry.error ?? ignore.error ?? restore.error;
  const isBusy = [retry, ignore, restore].some(({ isPending }) => isPending);
  return (
    <Loaded query={failures}>
      {(groups) => (
        <Stack gap="md">
          {error && <FailureNotice error={error} />}
          {groups.map((group) => {
            const wanted = { id: run.id, code: group.code };
            return (
              <FailureGroup
                key={group.code}
                run={run}
                group={group}
                isBusy={isBusy}
                onShow={onShow ? () => onShow(group.code) : null}
                onRetry={canRetry ? () => retry.mutate(wanted) : null}
                onIgnore={() => ignore.mutate(wanted)}
                onRestore={() => restore.mutate(wanted)}
              />
            );
          })}
        </Stack>
      )}
    </Loaded>
  );
}
