import { extname } from 'node:path';
import type { Warning } from '@patchbay/core/error/warning.ts';

/** The types that endings stand for. MP4 and MOV are two names for one family of files. */
const mediaTypes: { readonly [ending: string]: readonly string[] } = {
  '.png': ['image/png'],
  '.jpg': ['image/jpeg'],
  '.jpeg': ['image/jpeg'],
  '.webp': ['image/webp'],
  '.gif': ['image/gif'],
  '.bmp': ['image/bmp'],
  '.tif': ['image/tiff'],
  '.tiff': ['image/tiff'],
  '.mp4': ['video/mp4', 'video/quicktime'],
  '.mov': ['video/mp4', 'video/quicktime'],
  '.webm': ['video/webm'],
};

/** A warning where the end of a path says another type than the content has. `name` is what it is called. */
export function compareEnding(path: string, mediaType: string, name: string): Warning[] {
  const ending = extname(path).toLowerCase();
  const expected = mediaTypes[ending];
  if (!expected || expected.includes(mediaType)) return [];
  const message = `${name} is called ${ending}, but it is ${mediaType}.`;
  return [{ code: 'FILE_TYPE_DIFFERS', message, pointer: '' }];
}
