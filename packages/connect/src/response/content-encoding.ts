import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

type Decompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflate: Decompress = promisify(zlib.inflate);
const inflateRaw: Decompress = promisify(zlib.inflateRaw);
const gunzip: Decompress = promisify(zlib.gunzip);

const decompressors = new Map<string, Decompress>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', (bytes, options) => (hasZlibHeader(bytes) ? inflate : inflateRaw)(bytes, options)],
  ['br', promisify(zlib.brotliDecompress)],
  ['zstd', promisify(zlib.zstdDecompress)],
]);

/** What we say we can read. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

/** An answer may unpack to this many times its size … */
const maximumRatio = 100;

/** … but an answer up to this size, in bytes, hurts nobody: a mask of zeros packs better than 100:1. */
const harmlessSize = 1024 * 1024;

/**
 * Undoes the content encoding of an answer.
 * @throws PatchbayError MODEL_RESPONSE_TOO_LARGE where it unpacks to more than the cap or the ratio
 * allow, MODEL_RESPONSE_ENCODING where it cannot be unpacked.
 */
export async function decodeContent(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  maximumBytes: number,
): Promise<Uint8Array> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const [encoding] = encodings;
  if (encoding === undefined || bytes.length === 0) return bytes;
  const decompress = encodings.length === 1 ? decompressors.get(encoding) : undefined;
  if (!decompress) throw encodingError(`is encoded as "${encodings.join(', ')}"`);
  const allowed = Math.max(harmlessSize, bytes.length * maximumRatio);
  const maxOutputLength = Math.min(maximumBytes, allowed);
  try {
    return await decompress(bytes, { maxOutputLength });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new PatchbayError({
        code: 'MODEL_RESPONSE_TOO_LARGE',
        message: `The answer unpacks from ${bytes.length} to more than ${maxOutputLength} bytes, which is the limit.`,
        details: { encoding, packedBytes: bytes.length, maximumBytes: maxOutputLength },
      });
    }
    throw encodingError(`says it is ${encoding} but cannot be unpacked as that`, error);
  }
}

function encodingError(what: string, cause?: unknown): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_ENCODING',
    message: `The answer ${what}. Send it plain, or with one of ${acceptedEncodings}.`,
    cause,
  });
}

/** Some servers send `deflate` without the header of zlib that RFC 9110 wants. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
