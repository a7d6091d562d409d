import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { useEffect, useRef } from 'react';
import type { ClassColours } from './class-colours.ts';
import { drawShape } from './draw-shape.ts';
import classes from './shape-thumbnail.module.css';

/** Pixels of the longer side: enough for a tile, also where the screen has two for one. */
const longerSide = 360;

interface ShapeThumbnailProps {
  annotations: readonly Annotation[];
  /** Size in pixels of the image that they were found in. */
  image: ImageSize;
  colours: ClassColours;
}

/** The shapes of a prediction over the small picture of its image, on one canvas however many they are. */
export function ShapeThumbnail({ annotations, image, colours }: ShapeThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = longerSide / Math.max(image.width, image.height);
  const [width, height] = [image.width, image.height].map((side) => Math.ceil(side * scale));
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (const annotation of annotations) {
      drawShape(context, annotation, { scale, colour: colours(annotation.class) });
    }
  }, [annotations, colours, scale]);
  return (
    <canvas ref={canvas} className={classes.shapes} width={width} height={height} aria-hidden />
  );
}
