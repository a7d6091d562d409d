import { Stack } from '@mantine/core';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { VideoFacts } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { assetUrl, frameUrl } from '../../api/upload.ts';
import type { ClassColours } from '../class-colours.ts';
import classes from './data-row-viewer.module.css';
import { FrameScrubber, secondsOf } from './frame-scrubber.tsx';
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

/** The frames of a video in which something was found, one at a time with what is drawn on it, and the video to play. */
export function VideoViewer({ dataRow, video, annotations, focus, colours }: VideoViewerProps) {
  const player = useRef<HTMLVideoElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const frames = useMemo(() => listFrames(annotations), [annotations]);
  const selected = annotations.find(({ index }) => index === focus.selected)?.annotation.frame;
  // Whoever selects an annotation wants to see it where it is.
  useEffect(() => {
    if (selected !== undefined) setChosen(selected);
  }, [selected]);
  const frame = chosen ?? frames[0] ?? null;
  const shown = useMemo(
    () => annotations.filter(({ annotation }) => annotation.frame === frame),
    [annotations, frame],
  );

  function choose(index: number): void {
    setChosen(index);
    if (player.current) player.current.currentTime = secondsOf(index, video);
  }

  return (
    <Stack gap="md" miw={0}>
      {frame !== null && (
        <>
          <div className={classes.stage} data-low>
            <ImageViewer
              name={`${dataRow.globalKey}, frame ${frame}`}
              image={video}
              source={frameUrl(dataRow.id, frame)}
              place={dataRow.id}
              annotations={shown}
              colours={colours}
              focus={focus}
            />
          </div>
          <FrameScrubber frames={frames} frame={frame} video={video} onChoose={choose} />
        </>
      )}
      <video
        ref={player}
        src={assetUrl(dataRow.id)}
        poster={frameUrl(dataRow.id, 0)}
        controls
        muted
        preload="metadata"
        width="100%"
        style={{ maxHeight: '36dvh', background: '#000' }}
        aria-label={`Video ${showControls(dataRow.globalKey)}`}
      />
    </Stack>
  );
}

/** Frames in which something was found, rising. */
function listFrames(annotations: readonly IndexedAnnotation[]): number[] {
  const frames = annotations.flatMap(({ annotation }) => annotation.frame ?? []);
  return [...new Set(frames)].sort((one, other) => one - other);
}
