import { Alert } from '@mantine/core';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readPictureProblem } from '../../api/picture-problem.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { BitmapPicture, type PictureSource } from './bitmap-picture.tsx';
import classes from './image-viewer.module.css';
import type { Viewport } from './viewport.ts';

interface StagePictureProps {
  name: string;
  image: ImageSize;
  source: PictureSource;
  viewport: Viewport;
}

/** The pixels of an image where it lies on the stage; while they come a calm surface, and why they do not. */
export function StagePicture({ name, image, source, viewport }: StagePictureProps) {
  const [loaded, setLoaded] = useState<{ source: PictureSource; isBroken: boolean } | null>(null);
  const end = loaded?.isBroken ? 'broken' : 'shown';
  const ends = loaded?.source === source || typeof source !== 'string';
  const state = ends ? end : 'coming';
  const { scale, x, y } = viewport;
  return (
    <>
      <div
        className={classes.picture}
        style={{ ...image, transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        data-enlarged={scale > 3}
        data-state={state}
      >
        {typeof source === 'string' ? (
          <img
            key={source}
            src={source}
            alt={showControls(name)}
            {...image}
            draggable={false}
            onLoad={() => setLoaded({ source, isBroken: false })}
            onError={() => setLoaded({ source, isBroken: true })}
          />
        ) : (
          <BitmapPicture name={name} bitmap={source} />
        )}
      </div>
      {state === 'broken' && typeof source === 'string' && <PictureProblem source={source} />}
    </>
  );
}

/** Why there is no picture; what was found in it is drawn all the same. */
function PictureProblem({ source }: { source: string }) {
  const problem = useQuery({
    queryKey: ['picture problem', source],
    queryFn: () => readPictureProblem(source),
  });
  if (problem.isPending) return null;
  const error = problem.error ?? problem.data;
  return (
    <div className={classes.problem}>
      {error ? (
        <FailureNotice error={error} />
      ) : (
        <Alert color="yellow" variant="light" title="This browser cannot draw the picture">
          Its file is damaged, or of a type that browsers do not know. What was found in it is drawn
          where it would lie.
        </Alert>
      )}
    </div>
  );
}
