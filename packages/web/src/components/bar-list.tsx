import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './bar-list.module.css';

interface Bar {
  readonly key: string;
  readonly name: ReactNode;
  readonly count: number;
  readonly colour: string;
}

/** Counts as bars beside each other's length, largest first as they come. */
export function BarList({ bars }: { bars: readonly Bar[] }) {
  const largest = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <Stack component="ul" gap={10} className={classes.list}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <Group justify="space-between" gap="sm" wrap="nowrap">
            {bar.name}
            <Text size="sm" fw={600} className={classes.count}>
              {bar.count.toLocaleString()}
            </Text>
          </Group>
          <div className={classes.track} aria-hidden>
            <div
              className={classes.bar}
              style={{ width: `${(bar.count / largest) * 100}%`, background: bar.colour }}
            />
          </div>
        </li>
      ))}
    </Stack>
  );
}
