import { Badge, type MantineColor } from '@mantine/core';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';

const colours: { readonly [State in RunState | ItemState]: MantineColor } = {
  preparing: 'gray',
  queued: 'gray',
  running: 'blue',
  paused: 'yellow',
  completed: 'teal',
  cancelled: 'gray',
  failed: 'red',
  pending: 'gray',
  succeeded: 'teal',
  ignored: 'gray',
};

/** The state of a run or an item, by word and colour. */
export function StateBadge({ state, size = 'sm' }: { state: RunState | ItemState; size?: string }) {
  return (
    <Badge
      size={size}
      variant="light"
      color={colours[state]}
      tt="none"
      fw={600}
      style={{ flex: 'none' }}
    >
      {state}
    </Badge>
  );
}
