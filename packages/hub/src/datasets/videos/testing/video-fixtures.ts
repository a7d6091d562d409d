import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

type VideoName = 'counting.mp4' | 'counting.webm' | 'turned.mov' | 'undecodable.mov';

/** A video of `fixtures/`, whose README says what is in it. */
export function videoPath(name: VideoName): string {
  return join(import.meta.dirname, '../fixtures', name);
}

export function readVideo(name: VideoName): Buffer {
  return readFileSync(videoPath(name));
}

/** Which frame of a counting video a picture is, by how bright its left upper corner is. */
export async function tellFrame(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Videos write black as 16 and white as 235.
  const luma = 16 + ((data[3 * info.width + 3] ?? 0) * 219) / 255;
  return Math.max(0, Math.round((luma - 20) / 5));
}
