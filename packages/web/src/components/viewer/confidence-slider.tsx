import { Group, Slider, Stack, Text } from '@mantine/core';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { useId } from 'react';
import { formatConfidence } from './format-confidence.ts';

interface ConfidenceSliderProps {
  annotations: readonly Annotation[];
  threshold: number;
  onChange: (threshold: number) => void;
}

/** Hides what the model is less sure of. It says what it cannot hide: annotations without confidence. */
export function ConfidenceSlider({ annotations, threshold, onChange }: ConfidenceSliderProps) {
  const labelId = useId();
  const without = annotations.filter(({ confidence }) => confidence === null).length;
  if (without === annotations.length) {
    return (
      <Text size="xs" c="dimmed">
        The model gave no confidences, so there is no threshold to set.
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text id={labelId} size="sm">
          Confidence at least
        </Text>
        <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {formatConfidence(threshold)}
        </Text>
      </Group>
      <Slider
        value={threshold}
        onChange={onChange}
        min={0}
        max={1}
        step={0.01}
        label={null}
        thumbProps={{ 'aria-labelledby': labelId }}
      />
      {without > 0 && (
        <Text size="xs" c="dimmed">
          {without} without confidence {without === 1 ? 'is' : 'are'} always shown.
        </Text>
      )}
    </Stack>
  );
}
