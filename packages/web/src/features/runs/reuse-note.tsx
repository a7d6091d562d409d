import { Text } from '@mantine/core';

/** For how many items of a run that uses results again the model was not called. */
export function ReuseNote({ reused }: { reused: number }) {
  return (
    <Text size="sm" c="dimmed">
      This run uses results of earlier runs again: {reused.toLocaleString()}{' '}
      {reused === 1 ? 'item has' : 'items have'} theirs from there, without a call to the model.
    </Text>
  );
}
