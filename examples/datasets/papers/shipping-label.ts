import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { carriers, inventAddress, inventTracking, spaceOut } from './inventions.ts';
import { type Paper, printBarcode, printBlock, printLines, printRule, printText } from './paper.ts';

/** A thermal label of 100 × 150 mm with a Code 128, and a QR code or a Data Matrix in its corner. */
export async function shippingLabel(
  random: Random,
  corner: 'QR Code' | 'Data Matrix' | 'none',
): Promise<Paper> {
  const carrier = random.pick(carriers);
  const tracking = inventTracking(random, carrier.short);
  const weight = `${random.between(0.3, 14).toFixed(1)} kg`;
  const linear = printBarcode(await encodeBarcode('Code 128', tracking), {
    x: 14,
    y: 103,
    module: 0.5,
    height: 27,
  });
  const square = corner === 'none' ? null : await cornerCode(corner, tracking, weight);
  const recipient = inventAddress(random, 'person');
  const svg = [
    printBlock(0, 0, 100, 150, '#fbfbf9', 2),
    printHead(carrier.name, random.pick(['STANDARD', 'NEXT DAY', 'ECONOMY', 'EXPRESS 12']), random),
    printText(5, 25.5, 'FROM', { size: 2.6, bold: true }),
    printLines(5, 29.5, inventAddress(random, 'firm'), { size: 3, font: 'narrow' }),
    printRule([3, 44], [97, 44]),
    printText(5, 50, 'TO', { size: 3.4, bold: true }),
    printLines(14, 53, recipient.slice(0, 3), { size: 5.4, bold: true, leading: 7 }),
    printText(92, 67, recipient[3] ?? '', { size: 8, bold: true, anchor: 'end' }),
    printRule([3, 75], [97, 75]),
    printText(
      5,
      92,
      `${random.pick(['N', 'S', 'W', 'K'])}${random.digits(2)}-${random.digits(3)}`,
      {
        size: 15,
        bold: true,
        width: 56,
      },
    ),
    printText(66, 82, 'WEIGHT', { size: 2.4 }),
    printText(66, 87, weight, { size: 4.6, bold: true }),
    printText(66, 94, `1/${random.integer(1, 3)}`, { size: 4.6 }),
    printRule([3, 99], [97, 99], 0.8),
    linear.svg,
    printText(50, 136, spaceOut(tracking, 4), { size: 4.2, font: 'mono', anchor: 'middle' }),
    printRule([3, 140], [97, 140]),
    printText(5, 145.5, `Ref ${random.digits(8)}   ${random.integer(1, 28)}.11.2026`, { size: 3 }),
    square?.svg ?? '',
  ].join('');
  return { width: 100, height: 150, svg, codes: [...linear.codes, ...(square?.codes ?? [])] };
}

function printHead(carrier: string, service: string, random: Random): string {
  return [
    printBlock(3, 3, 94, 16, '#141416'),
    printText(7, 13.4, carrier, {
      size: carrier.length > 14 ? 5.8 : 6.4,
      width: carrier.length > 14 ? 65 : undefined,
      bold: true,
      ink: '#fbfbf9',
    }),
    printBlock(76, 5.5, 18.5, 11, '#fbfbf9'),
    printText(85.2, 10, service, { size: 3, bold: true, anchor: 'middle' }),
    printText(85.2, 14.6, random.pick(['A', 'B', 'C', 'P']), {
      size: 4,
      bold: true,
      anchor: 'middle',
    }),
  ].join('');
}

async function cornerCode(
  kind: 'QR Code' | 'Data Matrix',
  tracking: string,
  weight: string,
): Promise<Paper> {
  const text =
    kind === 'QR Code'
      ? `https://track.example.com/p/${tracking}`
      : `${tracking}|${weight.replace(' ', '')}`;
  const barcode = await encodeBarcode(kind, text);
  const side = 20;
  return printBarcode(barcode, { x: 75.5, y: 22, module: side / barcode.columns });
}
