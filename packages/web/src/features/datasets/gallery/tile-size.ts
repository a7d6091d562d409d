import type { CSSProperties } from 'react';

/** How large tiles are: narrowest width, height of the picture, and pixels of the picture that is asked for. */
const sizes = {
  small: { width: 112, preview: 84, pixels: 240 },
  medium: { width: 156, preview: 132, pixels: 240 },
  large: { width: 270, preview: 220, pixels: 480 },
} as const;
export type TileSize = keyof typeof sizes;

export const tileSizes = Object.keys(sizes) as TileSize[];

/** Name and note of a tile, and its borders. */
const captionHeight = 56;
const gap = 12;

/** How the tiles of a size stand in a width. */
export interface GalleryLayout {
  readonly columns: number;
  /** From one row of tiles to the next. */
  readonly rowHeight: number;
  readonly thumbnailPixels: number;
  readonly style: CSSProperties;
}

export function layOut(size: TileSize, width: number): GalleryLayout {
  const { width: narrowest, preview, pixels } = sizes[size];
  const columns = Math.max(1, Math.floor((width + gap) / (narrowest + gap)));
  const height = preview + captionHeight;
  const style = {
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridAutoRows: `${height}px`,
    '--preview-height': `${preview}px`,
    '--note-lines': 1,
  };
  return { columns, rowHeight: height + gap, thumbnailPixels: pixels, style };
}
