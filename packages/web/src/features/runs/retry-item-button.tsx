import { Button } from '@mantine/core';
import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { IconRefresh } from '@tabler/icons-react';
import { FailureBelow } from '../../components/failure-below.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { canRetry, useRetry } from './use-run-change.ts';

interface RetryItemButtonProps {
  item: Pick<ItemView, 'id' | 'state'>;
  run: RunView;
}

/** Calls the model again for one item that failed; nothing for any other. */
export function RetryItemButton({ item, run }: RetryItemButtonProps) {
  const retrying = useRetry();
  if (item.state !== 'failed' || !canRetry(run.state)) return null;
  return (
    <Permitted to="runs:write">
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={retrying.isPending}
        onClick={() => retrying.mutate({ id: run.id, itemIds: [item.id] })}
      >
        Retry this item
      </Button>
      <FailureBelow error={retrying.error} />
    </Permitted>
  );
}
