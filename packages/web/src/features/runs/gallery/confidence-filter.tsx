import { Button, Group, Slider, Text } from '@mantine/core';
import { useId } from 'react';

interface ConfidenceFilterProps {
  /** What is drawn from which confidence on, while it is being set and after. */
  threshold: number;
  onDraw: (threshold: number) => void;
  /** What is listed from which confidence on; undefined for everything. */
  listed: number | undefined;
  onList: (minimum: number | undefined) => void;
}

/** Draws what the model is sure enough of at once, and lists only such items when that is asked for. */
export function ConfidenceFilter({ threshold, onDraw, listed, onList }: ConfidenceFilterProps) {
  const labelId = useId();
  const isListed = listed === threshold || (listed === undefined && threshold === 0);
  return (
    <Group gap="sm" align="center">
      <Text id={labelId} size="sm">
        Confidence at least <b>{threshold.toFixed(2)}</b>
      </Text>
      <Slider
        style={{ flex: '1 1 160px', maxWidth: 320 }}
        value={threshold}
        onChange={onDraw}
        min={0}
        max={1}
        step={0.01}
        label={null}
        thumbProps={{ 'aria-labelledby': labelId }}
      />
      {!isListed && (
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => onList(threshold === 0 ? undefined : threshold)}
        >
          {threshold === 0
            ? 'List all items'
            : `List only items with at least ${threshold.toFixed(2)}`}
        </Button>
      )}
    </Group>
  );
}
