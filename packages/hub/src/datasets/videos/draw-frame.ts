import sharp from 'sharp';
import type { OpenVideo } from './video-track.ts';

/** Pixels of a frame as a decoder gives them. */
export interface RawFrame {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** Whether the rotation of the video has been applied to them. */
  readonly isUpright: boolean;
}

/** The frame as people see it, turned upright and with square pixels, as a JPEG. */
export async function drawFrame(frame: RawFrame, { track, facts }: OpenVideo): Promise<Buffer> {
  const { data, width, height, channels, isUpright } = frame;
  const upright = sharp(data, { raw: { width, height, channels } })
    .rotate(isUpright ? 0 : track.rotation)
    .removeAlpha();
  return await upright
    .resize(facts.width, facts.height, { fit: 'fill' })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
