import { ActionIcon, Group, Slider, Text } from '@mantine/core';
import type { VideoFacts } from '@patchbay/core/data-row/data-row.ts';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

interface FrameScrubberProps {
  /** Frames in which something was found, rising. */
  frames: readonly number[];
  /** The one that is shown. */
  frame: number;
  video: VideoFacts;
  onChoose: (frame: number) => void;
}

/** The length of a video with a mark for each frame in which something was found; it goes from mark to mark. */
export function FrameScrubber({ frames, frame, video, onChoose }: FrameScrubberProps) {
  const place = frames.indexOf(frame);
  const steps = [
    { name: 'Previous frame with annotations', icon: IconChevronLeft, goal: frames[place - 1] },
    { name: 'Next frame with annotations', icon: IconChevronRight, goal: frames[place + 1] },
  ];
  return (
    <Group gap="sm" wrap="nowrap">
      <Slider
        flex={1}
        min={0}
        max={Math.max(1, video.frameCount - 1)}
        value={frame}
        onChange={onChoose}
        marks={frames.map((value) => ({ value }))}
        restrictToMarks
        label={null}
        thumbProps={{ 'aria-label': 'Frame', 'aria-valuetext': `Frame ${frame}` }}
      />
      <Text
        size="sm"
        c="dimmed"
        style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        frame {frame.toLocaleString()} · {secondsOf(frame, video).toFixed(2)} s
      </Text>
      <ActionIcon.Group>
        {steps.map(({ name, icon: Icon, goal }) => (
          <ActionIcon
            key={name}
            variant="default"
            aria-label={name}
            disabled={goal === undefined}
            onClick={() => goal !== undefined && onChoose(goal)}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        ))}
      </ActionIcon.Group>
    </Group>
  );
}

/** About when a frame is shown. */
export function secondsOf(index: number, { durationMs, frameCount }: VideoFacts): number {
  return ((index + 0.5) / frameCount) * (durationMs / 1000);
}
