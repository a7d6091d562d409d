import { useEffect, useRef } from 'react';
import classes from './chat-image.module.css';
import type { ChatImage } from './chat-state.ts';

/** A picture of a turn. Drawn, since pages load images from nowhere but the hub. */
export function ChatPicture({ image }: { image: ChatImage }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isShown = true;
    void drawOn(canvas.current, image.base64, () => isShown);
    return () => {
      isShown = false;
    };
  }, [image.base64]);
  return <canvas ref={canvas} role="img" aria-label={image.name} className={classes.picture} />;
}

const longestSide = 240;

async function drawOn(canvas: HTMLCanvasElement | null, base64: string, isShown: () => boolean) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null);
  if (!canvas || !bitmap || !isShown()) return;
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}
