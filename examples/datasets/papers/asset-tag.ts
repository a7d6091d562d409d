import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { type Paper, printBarcode, printBlock, printText } from './paper.ts';

/** A metal plate of 76 × 28 mm with a Code 39, and beside it a Data Matrix on request. */
export async function assetTag(random: Random, withMatrix: boolean): Promise<Paper> {
  const number = `AST-${random.digits(6)}`;
  const linear = printBarcode(await encodeBarcode('Code 39', number), {
    x: 6,
    y: 10,
    module: 0.3,
    height: 10,
  });
  const matrix = withMatrix ? await printMatrix(`${number};KESTREL;2026-11`) : null;
  const svg = [
    printBlock(0, 0, 76, 28, '#d9dcdf', 2),
    '<rect x="1" y="1" width="74" height="26" rx="1.4" fill="none" stroke="#1b2a4a" stroke-width=".5"/>',
    printBlock(1, 1, 74, 6.4, '#1b2a4a'),
    printText(6, 5.6, 'PROPERTY OF KESTREL OPTICS', { size: 3.4, bold: true, ink: '#e8ebee' }),
    linear.svg,
    printText(6, 24.6, number, { size: 3.6, font: 'mono', bold: true }),
    printText(52, 24.6, withMatrix ? '' : 'DO NOT REMOVE', { size: 2.4, anchor: 'end' }),
    ...[2.6, 73.4].map((x) => `<circle cx="${x}" cy="14" r="1.1" fill="#8d9297"/>`),
    matrix?.svg ?? '',
  ].join('');
  return { width: 76, height: 28, svg, codes: [...linear.codes, ...(matrix?.codes ?? [])] };
}

async function printMatrix(text: string): Promise<Paper> {
  const barcode = await encodeBarcode('Data Matrix', text);
  return printBarcode(barcode, { x: 58, y: 10, module: 13 / barcode.columns });
}
