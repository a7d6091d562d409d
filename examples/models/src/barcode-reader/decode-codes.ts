import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Point } from '@patchbay/model-kit';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { GreyImage } from './grey-image.ts';
import { findSymbology, type SymbologyName } from './symbology.ts';

/** Four corners in the code's own order: top left, top right, bottom right, bottom left. */
export type Corners = readonly [Point, Point, Point, Point];

/** A code as the decoder read it. */
export interface DecodedCode {
  readonly class: SymbologyName;
  readonly text: string;
  /** Of a linear code only the part between its first and last good scan line. */
  readonly corners: Corners;
  /** Scan lines that read the same; 0 for matrix codes. */
  readonly scanLines: number;
  readonly isInverted: boolean;
  readonly isMirrored: boolean;
}

/** Which codes are looked for. */
export type CodeFamily = 'AllLinear' | 'AllMatrix';

// The decoder would fetch its WebAssembly from a server; it lies in the package as well.
const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

/** Reads the codes of the families that stand upright, sideways or upside down in an image. */
export async function decodeCodes(
  image: GreyImage,
  families: readonly CodeFamily[],
): Promise<DecodedCode[]> {
  const options: ReaderOptions = { formats: [...families], tryHarder: true, maxNumberOfSymbols: 0 };
  const results = await readBarcodes(toImageData(image), options);
  return results.flatMap((result) => {
    const name = findSymbology(result);
    if (name === null || !result.isValid) return [];
    const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
    return [
      {
        class: name,
        text: result.text,
        corners: [topLeft, topRight, bottomRight, bottomLeft],
        scanLines: result.lineCount,
        isInverted: result.isInverted,
        isMirrored: result.isMirrored,
      },
    ];
  });
}

/** The decoder wants four bytes a pixel: red, green and blue alike, and no transparency. */
function toImageData({ pixels, width, height }: GreyImage) {
  const words = new Uint32Array(pixels.length);
  for (let index = 0; index < words.length; index += 1) {
    words[index] = 0xff000000 | ((pixels[index] ?? 0) * 0x010101);
  }
  return { data: new Uint8ClampedArray(words.buffer), width, height, colorSpace: 'srgb' as const };
}
