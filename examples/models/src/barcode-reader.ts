import { boxAround, defineModel, type Point, serveModel } from '@patchbay/model-kit';
import type { DecodedCode } from './barcode-reader/decode-codes.ts';
import { cut, decodeImage } from './barcode-reader/grey-image.ts';
import { readCodes } from './barcode-reader/read-codes.ts';
import { measureConfidence, symbologyNames } from './barcode-reader/symbology.ts';
import { type StartOptions, startFromCommandLine } from './start-from-command-line.ts';

/** Finds machine-readable codes in photographs, or in the region of one that is meant, and reads them. */
export const barcodeReader = defineModel({
  name: 'Barcode reader',
  description:
    'Finds QR, Data Matrix and linear codes in photographs; answers the outline and the box of each with the decoded text.',
  dataRowTypes: ['image'],
  ontology: {
    tools: symbologyNames.flatMap((name) => [
      { kind: 'polygon', name },
      { kind: 'bounding_box', name },
    ]),
  },
  async predict({ bytes, region }, { signal }) {
    const whole = await decodeImage(bytes);
    const part = cut(whole, region?.box ?? { x: 0, y: 0, ...whole });
    const codes = await readCodes(part.image, signal);
    return codes.flatMap((code) => {
      const said = describe(code);
      const ring = code.corners.map((corner) => roundPoint(part.toOriginal(corner)));
      return [
        { kind: 'polygon', ...said, rings: [ring] } as const,
        { kind: 'bounding_box', ...said, box: boxAround(ring) } as const,
      ];
    });
  },
});

/** Outlines are not known better than to a tenth of a pixel. */
function roundPoint({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

/** What the outline and the box of a code both carry. */
function describe(code: DecodedCode) {
  const attributes = [
    ...(code.isInverted ? ['inverted'] : []),
    ...(code.isMirrored ? ['mirrored'] : []),
  ];
  return {
    class: code.class,
    text: code.text,
    confidence: measureConfidence(code.class, code.scanLines),
    ...(attributes.length > 0 && { attributes }),
  };
}

/** Starts the barcode reader at `/classes` and `/infer`, and at `/predict`. */
export function startBarcodeReader(options: StartOptions = {}) {
  return serveModel(barcodeReader, { ...options, protocols: ['v7', 'foundry'] });
}

if (import.meta.main) await startFromCommandLine(startBarcodeReader);
