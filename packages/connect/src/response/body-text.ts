import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/**
 * The text of an answer: UTF-8, or the charset that its content type names. A byte order mark is
 * left out.
 * @throws PatchbayError MODEL_RESPONSE_ENCODING at the first byte that cannot be read, since a
 * replacement character in a class or a text would be a silent change.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  const decoder = charset === 'utf-8' ? utf8 : createDecoder(charset);
  try {
    return decoder.decode(bytes);
  } catch {
    const before = new TextDecoder(charset).decode(bytes).split('\ufffd', 1)[0] ?? '';
    const offset = decoder.encoding === 'utf-8' ? ` near byte ${Buffer.byteLength(before)}` : '';
    throw decodeFailure(`is not valid ${decoder.encoding.toUpperCase()}${offset}${hintAt(bytes)}`);
  }
}

/** Made once for nearly all answers; it keeps nothing from one to the next. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The byte order marks of UTF-16 are no UTF-8, and the usual sign of a file of Windows. */
function hintAt([first, second]: Uint8Array): string {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? '; it begins like UTF-16, and its content type does not say so' : '';
}

function createDecoder(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw decodeFailure(`names the charset "${charset}", which is not known`);
  }
}

/** An answer whose bytes are no text. */
export function decodeFailure(what: string): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_ENCODING',
    message: `The answer ${what}. Answer in UTF-8.`,
  });
}
