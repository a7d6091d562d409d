import type { Box } from '@patchbay/core/geometry/box.ts';
import type { RunLength } from '@patchbay/core/geometry/run-length.ts';
import { useEffect, useRef } from 'react';
import classes from './image-viewer.module.css';
import { paintMask } from './mask-pixels.ts';

interface MaskCanvasProps {
  mask: RunLength;
  bounds: Box;
  colour: string;
  isHighlighted: boolean;
}

/** A mask over the image, only as large as its bounds. */
export function MaskCanvas({ mask, bounds, colour, isHighlighted }: MaskCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { x, y, width, height } = bounds;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const pixels = paintMask(mask, { x, y, width, height }, colour);
    context.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [mask, colour, x, y, width, height]);
  return (
    <canvas
      ref={canvas}
      className={classes.mask}
      width={width}
      height={height}
      style={{ left: x, top: y, opacity: isHighlighted ? 0.8 : 0.5 }}
    />
  );
}
