import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { BarcodeClass } from '../ground-truth.ts';

/** The name of each class in zxing. */
const formats = {
  'QR Code': 'QRCode',
  'Data Matrix': 'DataMatrix',
  'Code 128': 'Code128',
  'EAN-13': 'EAN13',
  'Code 39': 'Code39',
} as const satisfies Record<BarcodeClass, string>;

/** A code as it is printed: its modules as an SVG path, one unit per module, without quiet zone. */
export interface Barcode {
  readonly class: BarcodeClass;
  readonly text: string;
  readonly columns: number;
  /** Rows of modules; 1 for a linear code, whose height is free. */
  readonly rows: number;
  readonly path: string;
}

const wasmPath = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasmPath)).buffer } });

/** Encodes a text. */
export async function encodeBarcode(barcodeClass: BarcodeClass, text: string): Promise<Barcode> {
  const { error, symbol } = await writeBarcode(text, {
    format: formats[barcodeClass],
    scale: 1,
    addQuietZones: false,
    options: barcodeClass === 'Data Matrix' ? 'forceSquare' : '',
  });
  if (error) throw new Error(`"${text}" cannot be written as ${barcodeClass}: ${error}`);
  const isLinear = barcodeClass !== 'QR Code' && barcodeClass !== 'Data Matrix';
  const rows = isLinear ? 1 : symbol.height;
  const path = drawModules(symbol.data, symbol.width, rows);
  return { class: barcodeClass, text, columns: symbol.width, rows, path };
}

/** One rectangle for each run of dark modules in a row. */
function drawModules(data: Uint8ClampedArray, columns: number, rows: number): string {
  let path = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const start = column;
      while (column < columns && data[row * columns + column] === 0) column += 1;
      if (column > start) path += `M${start} ${row}h${column - start}v1h${start - column}z`;
    }
  }
  return path;
}
