import { Group, Slider, Text } from '@mantine/core';
import { useId, useState } from 'react';

/** From which overlap on two shapes are taken for one thing: counted anew when the slider is let go. */
export function OverlapSlider(props: { overlap: number; onChange: (overlap: number) => void }) {
  const { overlap, onChange } = props;
  const [shown, setShown] = useState(overlap);
  const labelId = useId();
  return (
    <Group gap="sm">
      <Text id={labelId} size="sm" c="dimmed">
        One thing from an overlap of <b>{shown.toFixed(2)}</b>
      </Text>
      <Slider
        w={140}
        min={0.05}
        max={0.95}
        step={0.05}
        label={null}
        value={shown}
        onChange={setShown}
        onChangeEnd={(value) => onChange(Number(value.toFixed(2)))}
        thumbProps={{ 'aria-labelledby': labelId }}
      />
    </Group>
  );
}
