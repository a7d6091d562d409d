import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { carriers, inventAddress, inventTracking, spaceOut } from './inventions.ts';
import { type Paper, printBarcode, printBlock, printLines, printText } from './paper.ts';

/** A label of 105 × 62 mm with the address beside a QR code, in the colour of its carrier. */
export async function addressLabel(random: Random, code: 'QR Code' | 'none'): Promise<Paper> {
  const carrier = random.pick(carriers);
  const tracking = inventTracking(random, carrier.short);
  const barcode = await encodeBarcode('QR Code', tracking);
  const square = printBarcode(barcode, { x: 67, y: 18, module: 30 / barcode.columns });
  const recipient = inventAddress(random, 'person');
  const svg = [
    printBlock(0, 0, 105, 62, '#fcfcfa', 2.5),
    printBlock(0, 0, 105, 12, carrier.colour, 2.5),
    printText(5, 8.4, carrier.name, { size: 5.6, bold: true, ink: '#ffffff' }),
    printText(100, 8.2, code === 'none' ? 'LETTER' : 'TRACKED', {
      size: 3.6,
      anchor: 'end',
      ink: '#ffffff',
    }),
    printLines(5, 24, recipient, { size: 4.8, leading: 7.2 }),
    printText(5, 57, inventAddress(random, 'firm').join(' · '), {
      size: 2.4,
      font: 'narrow',
      ink: '#55555a',
      width: 56,
    }),
    ...(code === 'none'
      ? [stamp(random)]
      : [
          square.svg,
          printText(82, 54, spaceOut(tracking, 5), { size: 2.9, font: 'mono', anchor: 'middle' }),
        ]),
  ].join('');
  return { width: 105, height: 62, svg, codes: code === 'none' ? [] : square.codes };
}

/** A postage stamp with its postmark. */
function stamp(random: Random): string {
  const waves = [0, 2.4, 4.8, 7.2].map(
    (down) =>
      `<path d="M58 ${22 + down}q4 -3 8 0t8 0t8 0" fill="none" stroke="#333" stroke-width=".5"/>`,
  );
  return [
    printBlock(76, 17, 22, 27, '#7b8f5a', 0.5),
    printBlock(78, 19, 18, 23, '#c9d3a8'),
    '<path d="M80 39l6 -11l4 6l3 -4l2 9z" fill="#50633a"/>',
    printText(94.5, 25, `${random.integer(70, 160)}`, {
      size: 4.6,
      bold: true,
      anchor: 'end',
      ink: '#39482a',
    }),
    '<circle cx="76" cy="30" r="9" fill="none" stroke="#333" stroke-width=".6"/>',
    printText(76, 31, '14.11.26', { size: 2.8, anchor: 'middle', ink: '#333' }),
    ...waves,
  ].join('');
}
