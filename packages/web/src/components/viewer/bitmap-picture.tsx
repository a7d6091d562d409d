import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useEffect, useRef } from 'react';

/** Where the pixels of a picture come from: an address of the hub, or a file that was opened on the page. */
export type PictureSource = string | ImageBitmap;

/** The pixels of a file that the hub does not keep: our pages may show no image but from an address of the hub. */
export function BitmapPicture({ name, bitmap }: { name: string; bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  const { width, height } = bitmap;
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={showControls(name)}
      width={width}
      height={height}
      style={{ position: 'absolute', display: 'block' }}
    />
  );
}
