import type { Place } from './camera.ts';
import type { Sheet } from './sheet.ts';
import type { Surface } from './surfaces.ts';

/** What stands before the camera. */
export interface Scene {
  readonly surface: Surface;
  /** From the back to the front. */
  readonly sheets: readonly Sheet[];
  /** Outlines that throw a shadow, each with its height above the ground in millimetres. */
  readonly casters: readonly { readonly outline: readonly Place[]; readonly softness: number }[];
}

/** Red, green and blue of each pixel, row by row. */
export interface Exposure {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
}
