/** A container that videos may come in. */
export interface VideoFormat {
  readonly name: 'mp4' | 'mov' | 'webm';
  readonly mediaType: string;
}

/** As many bytes of the beginning as are looked at. */
export const signatureBytes = 64;

/** Brands of files of the same container that hold pictures, not videos. */
const pictureBrand = /^(heic|heix|heif|hevc|hevx|heim|heis|mif1|msf1|avif|avis|jxl |crx )/;

/** The container that the first bytes say, whatever the file is called; null for anything else. */
export function findVideoFormat(beginning: Uint8Array): VideoFormat | null {
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.length);
  const head = bytes.subarray(0, signatureBytes).toString('latin1');
  if (head.startsWith('\x1a\x45\xdf\xa3')) {
    return head.includes('webm') ? { name: 'webm', mediaType: 'video/webm' } : null;
  }
  const box = head.slice(4, 8);
  if (box === 'ftyp') {
    const brand = head.slice(8, 12);
    if (pictureBrand.test(brand)) return null;
    return brand === 'qt  ' ? quickTime : { name: 'mp4', mediaType: 'video/mp4' };
  }
  // Old QuickTime files begin with what they hold.
  return ['moov', 'mdat', 'wide'].includes(box) ? quickTime : null;
}

const quickTime: VideoFormat = { name: 'mov', mediaType: 'video/quicktime' };

/** Larger videos than this are split by whoever has them. */
export const largestVideoBytes = 2 * 2 ** 30;
