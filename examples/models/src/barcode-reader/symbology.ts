/** How a symbology guards against misreading. */
interface Symbology {
  /** What the decoder calls it: a family, or a member where the family is read by its members. */
  readonly format: string;
  /** The share of misreadings that its check lets pass; 0 for Reed-Solomon codes, 1 without a check. */
  readonly undetected: number;
}

/** The classes of the barcode reader. */
export const symbologies = {
  'QR Code': { format: 'QRCode', undetected: 0 },
  'Data Matrix': { format: 'DataMatrix', undetected: 0 },
  Aztec: { format: 'Aztec', undetected: 0 },
  PDF417: { format: 'PDF417', undetected: 0 },
  'Code 128': { format: 'Code128', undetected: 1 / 103 },
  'Code 93': { format: 'Code93', undetected: 1 / 47 ** 2 },
  'Code 39': { format: 'Code39', undetected: 1 },
  Codabar: { format: 'Codabar', undetected: 1 },
  ITF: { format: 'ITF', undetected: 1 },
  'EAN-13': { format: 'EAN13', undetected: 1 / 10 },
  'EAN-8': { format: 'EAN8', undetected: 1 / 10 },
  'UPC-A': { format: 'UPCA', undetected: 1 / 10 },
  'UPC-E': { format: 'UPCE', undetected: 1 / 10 },
} as const satisfies { readonly [name: string]: Symbology };

export type SymbologyName = keyof typeof symbologies;
export const symbologyNames = Object.keys(symbologies).filter(isSymbologyName);

function isSymbologyName(name: string): name is SymbologyName {
  return Object.hasOwn(symbologies, name);
}

/** The class of what the decoder read; null for a kind of code that is none of ours. */
export function findSymbology(read: { format: string; symbology: string }): SymbologyName | null {
  const isOurs = (name: SymbologyName) =>
    symbologies[name].format === read.format || symbologies[name].format === read.symbology;
  return symbologyNames.find(isOurs) ?? null;
}

/**
 * What a decoder can honestly claim. A Reed-Solomon code is answered only when its error correction
 * came out even: 1. Of a linear code, its check lets a share of misreadings pass, and every further
 * scan line that read the same halves what is left of the doubt.
 */
export function measureConfidence(name: SymbologyName, scanLines: number): number {
  return 1 - symbologies[name].undetected / 2 ** Math.max(0, scanLines - 1);
}
