import type { CameraSettings } from '../render/camera.ts';
import type { Development } from '../render/develop.ts';
import type { Random } from '../render/random.ts';
import type { Scene } from '../render/scene.ts';

/** One picture of the dataset, before it is taken. */
export interface Picture {
  /** Name of the file; its ending chooses the format. The name is the seed as well. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** EXIF orientation with which the file is stored; the picture is upright once it is applied. */
  readonly orientation?: 3 | 6 | 8;
  readonly isGrey?: boolean;
  readonly camera: Omit<CameraSettings, 'width' | 'height'>;
  readonly development: Development;
  arrange(random: Random): Promise<Scene>;
}

/** A camera above the middle of things; what is left out is the plainest choice. */
export function aim(
  target: readonly [number, number, number],
  distance: number,
  angles: { pitch?: number; azimuth?: number; roll?: number; fieldOfView?: number } = {},
): Picture['camera'] {
  const { pitch = 0, azimuth = 0, roll = 0, fieldOfView = 48 } = angles;
  return { target, distance, pitch, azimuth, roll, fieldOfView };
}
