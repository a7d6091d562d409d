import { Button, Group, Stack, Text } from '@mantine/core';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { VideoFacts } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useRef, useState } from 'react';
import { assetUrl, frameUrl } from '../../api/upload.ts';
import type { ClassColours } from '../class-colours.ts';
import classes from './data-row-viewer.module.css';
import { ImageViewer } from './image-viewer.tsx';
import type { AnnotationFocus } from './use-annotation-focus.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface VideoViewerProps {
  dataRow: DataRowView;
  video: VideoFacts;
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  focus: AnnotationFocus;
}

/** A video that can be played, and each frame in which something was found, with what is drawn on it. */
export function VideoViewer({ dataRow, video, annotations, ...drawing }: VideoViewerProps) {
  const player = useRef<HTMLVideoElement>(null);
  const frames = listFrames(annotations);
  const [chosen, setChosen] = useState<number | null>(null);
  const frame = chosen ?? frames[0] ?? null;

  function choose(index: number): void {
    setChosen(index);
    if (player.current) player.current.currentTime = secondsOf(index, video);
  }

  return (
    <Stack gap="md" miw={0}>
      <video
        ref={player}
        src={assetUrl(dataRow.id)}
        poster={frameUrl(dataRow.id, 0)}
        controls
        muted
        preload="metadata"
        width="100%"
        style={{ maxHeight: '45dvh', background: '#000' }}
        aria-label={`Video ${showControls(dataRow.globalKey)}`}
      />
      {frame !== null && (
        <>
          <Group gap={6} role="group" aria-label="Frames with annotations">
            <Text size="sm" c="dimmed">
              Frame
            </Text>
            {frames.map((index) => (
              <Button
                key={index}
                size="compact-xs"
                variant={index === frame ? 'filled' : 'default'}
                aria-pressed={index === frame}
                onClick={() => choose(index)}
              >
                {index}
              </Button>
            ))}
          </Group>
          <div className={classes.stage}>
            <ImageViewer
              key={`${dataRow.id}-${frame}`}
              name={`${dataRow.globalKey}, frame ${frame}`}
              image={video}
              source={frameUrl(dataRow.id, frame)}
              annotations={annotations.filter(({ annotation }) => annotation.frame === frame)}
              {...drawing}
            />
          </div>
        </>
      )}
    </Stack>
  );
}

/** Frames in which something was found, rising. */
function listFrames(annotations: readonly IndexedAnnotation[]): number[] {
  const frames = annotations.flatMap(({ annotation }) => annotation.frame ?? []);
  return [...new Set(frames)].sort((one, other) => one - other);
}

/** About when a frame is shown; the picture below is exactly that frame. */
function secondsOf(index: number, { durationMs, frameCount }: VideoFacts): number {
  return ((index + 0.5) / frameCount) * (durationMs / 1000);
}
