/** Types of files that people bring and that are not imported: where their signature stands, and what they are. */
const signatures: readonly (readonly [at: number, signature: string, what: string])[] = [
  [0, '%PDF-', 'a PDF document'],
  [0, 'PK\x03\x04', 'a ZIP archive, or a document that is one; what is called .zip is unpacked'],
  [0, 'Rar!\x1a\x07', 'a RAR archive'],
  [0, '7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  [0, '\x1f\x8b', 'a gzip archive'],
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map(
    (brand) => [4, `ftyp${brand}`, 'a HEIC picture'] as const,
  ),
  ...['avif', 'avis'].map((brand) => [4, `ftyp${brand}`, 'an AVIF picture'] as const),
  [0, '\xff\x0a', 'a JPEG XL picture'],
  [4, 'JXL ', 'a JPEG XL picture'],
  [4, 'jP  ', 'a JPEG 2000 picture'],
  [0, '8BPS', 'a Photoshop document'],
  [0, 'MZ', 'a program'],
  [0, '\x7fELF', 'a program'],
];

/** An SVG, perhaps behind a declaration, a document type or comments. */
const svg = /^(?:\xef\xbb\xbf)?\s*<(?:svg|(?:\?xml|!doctype|!--).*<svg)[\s>:/]/is;

/** As many bytes of the beginning as are looked at. */
const lookedAt = 4096;

/** What a file is that is neither an image nor a video of the types that are read; null where nobody knows. */
export function findForeignType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, lookedAt));
  const text = head.toString('latin1');
  if (svg.test(text)) return 'an SVG drawing, which can hold programs and load other files';
  return signatures.find(([at, signature]) => text.startsWith(signature, at))?.[2] ?? null;
}
