import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { inventAddress } from './inventions.ts';
import { type Paper, printBarcode, printBlock, printLines, printRule, printText } from './paper.ts';

/** A pallet label of 148 × 150 mm: two Code 128, a QR code and a Data Matrix. */
export async function palletLabel(random: Random): Promise<Paper> {
  const unit = `00${random.digits(18)}`;
  const batch = `LOT${random.digits(6)}`;
  const upper = printBarcode(await encodeBarcode('Code 128', batch), {
    x: 12,
    y: 66,
    module: 0.6,
    height: 22,
  });
  const lower = printBarcode(await encodeBarcode('Code 128', unit), {
    x: 12,
    y: 104,
    module: 0.7,
    height: 32,
  });
  const matrixCode = await encodeBarcode('Data Matrix', `${unit}/${batch}`);
  const matrix = printBarcode(matrixCode, { x: 112, y: 66, module: 22 / matrixCode.columns });
  const quick = await encodeBarcode('QR Code', `https://pallet.example.org/${unit}`);
  const square = printBarcode(quick, { x: 113, y: 7, module: 27 / quick.columns });
  const parts = [upper, lower, matrix, square];
  const svg = [
    printBlock(0, 0, 148, 150, '#fafaf7', 1),
    printText(8, 14, inventAddress(random, 'firm')[0] ?? '', { size: 8, bold: true }),
    printLines(8, 22, inventAddress(random, 'firm').slice(1), { size: 4.4, leading: 6 }),
    printRule([4, 40], [144, 40], 0.7),
    printText(8, 47, 'CONTENT', { size: 3 }),
    printText(8, 55, `${random.integer(12, 96)} cartons`, { size: 7, bold: true }),
    printText(70, 47, 'BATCH', { size: 3 }),
    printText(70, 55, batch, { size: 7, bold: true }),
    printRule([4, 60], [144, 60], 0.7),
    printText(12, 94, `(10) ${batch}`, { size: 4.4, font: 'mono' }),
    printRule([4, 99], [144, 99], 0.7),
    printText(12, 143, `(00) ${unit.slice(2)}`, { size: 5, font: 'mono' }),
    ...parts.map((part) => part.svg),
  ].join('');
  return { width: 148, height: 150, svg, codes: parts.flatMap((part) => part.codes) };
}
