/** An image format that data rows may have. */
export interface ImageFormat {
  readonly name: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'bmp';
  readonly mediaType: string;
}

const formats: readonly (ImageFormat & { matches(bytes: Uint8Array): boolean })[] = [
  { name: 'png', mediaType: 'image/png', matches: startsWith('\x89PNG\r\n\x1a\n') },
  { name: 'jpeg', mediaType: 'image/jpeg', matches: startsWith('\xff\xd8\xff') },
  {
    name: 'webp',
    mediaType: 'image/webp',
    matches: (bytes) => startsWith('RIFF')(bytes) && startsWith('WEBP')(bytes.subarray(8)),
  },
  { name: 'gif', mediaType: 'image/gif', matches: startsWith('GIF8') },
  { name: 'tiff', mediaType: 'image/tiff', matches: startsWith('II*\0') },
  { name: 'tiff', mediaType: 'image/tiff', matches: startsWith('MM\0*') },
  { name: 'bmp', mediaType: 'image/bmp', matches: startsWith('BM') },
];

/** The format that the first bytes say, whatever the file is called; null for anything else. */
export function findImageFormat(bytes: Uint8Array): ImageFormat | null {
  const found = formats.find((format) => format.matches(bytes));
  return found ? { name: found.name, mediaType: found.mediaType } : null;
}

function startsWith(signature: string): (bytes: Uint8Array) => boolean {
  return (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, signature.length)).toString(
      'latin1',
    ) === signature;
}
