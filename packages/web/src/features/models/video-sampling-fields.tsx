import { Group, NumberInput } from '@mantine/core';
import type { VideoSampling } from '@patchbay/core/data-row/video-sampling.ts';

interface VideoSamplingFieldsProps {
  sampling: VideoSampling;
  onChange: (sampling: VideoSampling) => void;
}

/** Which frames of a video the model is given. */
export function VideoSamplingFields({ sampling, onChange }: VideoSamplingFieldsProps) {
  const { framesPerSecond, maximumFrames } = sampling;
  return (
    <Group grow align="flex-start">
      <NumberInput
        label="Frames of a video in each second"
        value={framesPerSecond ?? 1}
        min={0.001}
        max={240}
        onChange={(value) => {
          if (Number(value) > 0) onChange({ ...sampling, framesPerSecond: Number(value) });
        }}
      />
      <NumberInput
        label="Frames of a video at most"
        description="More are thinned out evenly over the whole video."
        inputWrapperOrder={['label', 'input', 'description']}
        value={maximumFrames}
        min={1}
        max={1000}
        allowDecimal={false}
        onChange={(value) => {
          if (Number(value) >= 1) onChange({ ...sampling, maximumFrames: Number(value) });
        }}
      />
    </Group>
  );
}
