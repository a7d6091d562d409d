import type { ByteRange } from '../storage/asset-storage.ts';

/**
 * The one range of bytes that a request asks for (RFC 9110, `bytes=0-99`, `bytes=100-`, `bytes=-100`).
 * Null where the whole is to be sent: nothing or several are asked for, or what cannot be given.
 */
export function readRange(header: string | undefined, byteLength: number): ByteRange | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return null;
  const start = first === '' ? Math.max(0, byteLength - Number(last)) : Number(first);
  const end = first === '' || last === '' ? byteLength - 1 : Math.min(Number(last), byteLength - 1);
  return start <= end ? { start, end } : null;
}
