import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { useMemo } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { ClassName } from '../class-name.tsx';
import { countClasses } from './visible-annotations.ts';

interface ClassTogglesProps {
  annotations: readonly Annotation[];
  colours: ClassColours;
  hidden: ReadonlySet<string>;
  onHide: (hidden: ReadonlySet<string>) => void;
}

/** The classes of a prediction, each with a switch that shows and hides it. */
export function ClassToggles({ annotations, colours, hidden, onHide }: ClassTogglesProps) {
  function toggle(name: string) {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    onHide(next);
  }
  const counts = useMemo(() => countClasses(annotations), [annotations]);
  const names = counts.map(({ name }) => name);
  return (
    // Of many classes some are seen at once: what is found beneath must not be pushed away.
    <Stack gap={6} role="group" aria-label="Classes" mah={240} style={{ overflowY: 'auto' }}>
      {counts.length > 3 && (
        <Group gap={6}>
          <Button size="compact-xs" variant="default" onClick={() => onHide(new Set())}>
            All classes
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => onHide(new Set(names))}>
            None
          </Button>
        </Group>
      )}
      {counts.map(({ name, count, isUnknown }) => (
        <Group key={name} justify="space-between" wrap="nowrap" gap="xs">
          <Checkbox
            size="xs"
            checked={!hidden.has(name)}
            onChange={() => toggle(name)}
            color={colours(name)}
            label={<ClassName name={name} colour={colours(name)} isUnknown={isUnknown} />}
          />
          <Text size="sm" c="dimmed">
            {count.toLocaleString()}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
