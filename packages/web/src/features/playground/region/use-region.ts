import type { Box } from '@patchbay/core/geometry/box.ts';
import { useState } from 'react';

/** The region that was drawn on a picture, which a key names; another picture has none. */
export function useRegion(key: string) {
  const [drawn, setDrawn] = useState<{ key: string; region: Box | null }>({ key, region: null });
  const [isDrawing, setDrawing] = useState(true);
  return {
    region: drawn.key === key ? drawn.region : null,
    setRegion: (region: Box | null) => setDrawn({ key, region }),
    /** Draws one on a picture that is about to be shown. */
    restore: (other: string, region: Box | null) => setDrawn({ key: other, region }),
    /** Whether pointers draw; else they move the picture. */
    isDrawing,
    setDrawing,
  };
}

export type RegionChoice = ReturnType<typeof useRegion>;
