import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './bar-list.module.css';

interface Bar {
  readonly key: string;
  readonly name: ReactNode;
  readonly count: number;
  readonly colour: string;
}

const shownAtFirst = 12;

/** Counts as bars, in the order in which they come; a long list is shown whole when asked for. */
export function BarList({ bars }: { bars: readonly Bar[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? bars : bars.slice(0, shownAtFirst);
  const largest = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <Stack component="ul" gap={10} className={classes.list}>
      {shown.map((bar) => (
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
      {shown.length < bars.length && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
            Show all {bars.length}
          </Button>
        </li>
      )}
    </Stack>
  );
}
