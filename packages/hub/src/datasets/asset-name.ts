import { toFileName } from '../http/file-name.ts';

/** How files of a type may end; the first is added where another stands there. */
const endings: { readonly [mediaType: string]: readonly [string, ...string[]] } = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/bmp': ['.bmp'],
  'image/tiff': ['.tif', '.tiff'],
  'video/mp4': ['.mp4'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
  'text/plain': ['.txt', '.md'],
  'application/json': ['.json'],
};

/**
 * The name under which a browser keeps the file of a data row: the last part of its key, with an end that says
 * what the file is. What was imported as a page, or is an image and was called one, is never opened as a page.
 */
export function nameAsset(globalKey: string, mediaType: string): string {
  const name = toFileName(globalKey.split('/').at(-1) ?? '') || 'data row';
  const [type = ''] = mediaType.split(';');
  const allowed = endings[type] ?? ['.bin'];
  const isRight = allowed.some((ending) => name.toLowerCase().endsWith(ending));
  return isRight ? name : `${name}${allowed[0]}`;
}
