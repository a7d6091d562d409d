import type { RunLength } from '@patchbay/core/geometry/run-length.ts';
import { paintMask } from './mask-pixels.ts';
import type { Shape } from './shape.ts';

/** Paints masks, each once, and keeps what it painted until it is told to forget it. */
export interface MaskPainter {
  /** The pixels of a mask; null where the time for painting in this frame is over. */
  find(mask: RunLength, shape: Shape, colour: string, masks: number): HTMLCanvasElement | null;
  /** Begins to count the time anew. */
  beginFrame(): void;
  /** Gives the memory of all pixels back at once, and not when somebody collects. */
  forget(): void;
}

interface Painted {
  readonly paint: string;
  readonly canvas: HTMLCanvasElement;
}

/** For painting in one frame, so that many masks never make the page stand still. */
const frameMs = 10;

/** Pixels of all masks of a prediction together, four bytes each, and of a single one. */
const mostPixels = { all: 24_000_000, one: 4_000_000 };

/** Keeps the painted masks of one picture. */
export function createMaskPainter(): MaskPainter {
  const kept = new Map<RunLength, Painted>();
  let until = 0;

  function paintAnew(
    mask: RunLength,
    shape: Shape,
    colour: string,
    masks: number,
  ): HTMLCanvasElement {
    const most = Math.min(mostPixels.one, mostPixels.all / Math.max(1, masks));
    const paint = { colour, isHatched: shape.isOther, mostPixels: most };
    const { data, width, height } = paintMask(mask, shape.bounds, paint);
    const canvas = kept.get(mask)?.canvas ?? document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    if (width > 0 && height > 0) {
      canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    }
    return canvas;
  }

  return {
    find(mask, shape, colour, masks) {
      const paint = `${colour} ${shape.isOther}`;
      const known = kept.get(mask);
      if (known?.paint === paint) return known.canvas;
      if (performance.now() > until) return null;
      const canvas = paintAnew(mask, shape, colour, masks);
      kept.set(mask, { paint, canvas });
      return canvas;
    },
    beginFrame() {
      until = performance.now() + frameMs;
    },
    forget() {
      for (const { canvas } of kept.values()) canvas.width = canvas.height = 0;
      kept.clear();
    },
  };
}
