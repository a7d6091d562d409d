import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ImageSource } from '../model-input.ts';

/** How the base64 of a file begins, by media type. */
const beginnings: readonly (readonly [string, string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['UklGR', 'image/webp'],
  ['R0lGOD', 'image/gif'],
  ['Qk', 'image/bmp'],
  ['SUkqA', 'image/tiff'],
  ['TU0AK', 'image/tiff'],
];

/**
 * Reads an image as base64: bare, behind `data:…;base64,`, wrapped into lines or not, as the vendors'
 * clients send it. The media type is the declared one, else it is told from the first bytes.
 */
export function readBase64Image(text: string, pointer: string): Outcome<ImageSource> {
  const declared = /^data:([^;,]*)[^,]*,/.exec(text.slice(0, 256));
  const base64 = text.slice(declared?.[0].length ?? 0).replaceAll(/\s+/g, '');
  if (base64 === '' || base64.length % 4 === 1 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    const message = `The image at ${pointer} is not base64.`;
    return fail({ code: 'INPUT_INVALID', message, details: { pointer } });
  }
  const mediaType = declared?.[1] || recogniseMediaType(base64);
  return succeed({ kind: 'base64', base64, mediaType });
}

function recogniseMediaType(base64: string): string {
  const known = beginnings.find(([beginning]) => base64.startsWith(beginning));
  return known?.[1] ?? 'application/octet-stream';
}
