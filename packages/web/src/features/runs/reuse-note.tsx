import { Text } from '@mantine/core';

/** For how many items of a run that uses results again the model was not called. */
export function ReuseNote({ reused }: { reused: number }) {
  return (
    <Text size="sm" c="dimmed">
      Uses results of earlier runs again: so far of {reused.toLocaleString()}{' '}
      {reused === 1 ? 'item' : 'items'}, for which the model was not called.
    </Text>
  );
}
