import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { completeEan, spaceOut } from './inventions.ts';
import { type Paper, printBarcode, printBlock, printText } from './paper.ts';

const shops = [
  {
    name: 'MILL LANE GROCERS',
    address: '14 Mill Lane, Quayle',
    goods: [
      ['Oat milk 1 l', 2.29],
      ['Apples 1 kg', 2.99],
      ['Tomatoes', 1.85],
      ['Goat cheese', 4.6],
      ['Sparkling water', 0.89],
      ['Washing-up gloves', 2.75],
    ],
  },
  {
    name: 'Café Fontaine',
    address: 'Rue du Moulin 3, Valmont',
    goods: [
      ['Espresso', 2.1],
      ['Café crème', 3.2],
      ['Crème brûlée', 5.8],
      ['Tarte aux pommes', 4.4],
      ['Sparkling water', 2.4],
    ],
  },
  {
    name: 'BRIGHTWATER TOOLS',
    address: 'Harbour Street 88',
    goods: [
      ['Masking tape', 4.25],
      ['Wood screws 4x40', 6.9],
      ['Batteries AA', 7.49],
      ['Notebook A5', 3.2],
      ['Sandpaper P120', 1.15],
    ],
  },
  {
    name: 'Bäckerei Speicher',
    address: 'Am Speicher 2, Nordhafen',
    goods: [
      ['Roggenbrot 750 g', 4.3],
      ['Pretzel', 0.95],
      ['Käsekuchen', 3.1],
      ['Poppy seed roll', 0.85],
    ],
  },
] as const;

type Good = readonly [name: string, price: number];

/** A till receipt, 80 mm wide, with a code below the total. */
export async function receipt(
  random: Random,
  code: 'QR Code' | 'Code 128' | 'EAN-13' | 'none',
): Promise<Paper> {
  const { name: shop, address, goods } = random.pick(shops);
  const lines = Array.from({ length: random.integer(4, 8) }, () => random.pick<Good>(goods));
  const number = `2${random.digits(11)}`;
  const header = [
    printText(40, 14, shop, { size: 6, bold: true, anchor: 'middle' }),
    printText(40, 19.5, address, { size: 3.2, anchor: 'middle' }),
    printText(40, 24, 'VAT no. XX 204 177 350', { size: 2.8, anchor: 'middle' }),
    row(
      33,
      `${random.integer(1, 19)}.11.2026`,
      `${random.integer(9, 19)}:${random.integer(10, 59)}`,
    ),
    dashes(36.5),
  ];
  const items = lines.map(([name, price], index) => row(43 + index * 5.2, name, price.toFixed(2)));
  const below = 43 + lines.length * 5.2;
  const total = lines.reduce((sum, [, price]) => sum + price, 0);
  const foot = [
    dashes(below - 1),
    row(below + 7, 'TOTAL EUR', total.toFixed(2), 5.4),
    row(below + 13, random.pick(['Card ****4417', 'Cash']), total.toFixed(2)),
    row(below + 18, 'incl. VAT 7 %', (total * 0.0654).toFixed(2)),
    printText(40, below + 26, 'Thank you and see you soon!', { size: 3.4, anchor: 'middle' }),
  ];
  const printed = code === 'none' ? null : await printCode(code, number, below + 31, total);
  const height = below + 36 + (printed ? printed.height + 7 : 6);
  const caption = printed
    ? printText(40, height - 5, spaceOut(number, 4), {
        size: 2.7,
        font: 'mono',
        anchor: 'middle',
      })
    : '';
  const svg = [
    paper(80, height, random),
    ...header,
    ...items,
    ...foot,
    printed?.svg ?? '',
    caption,
  ];
  return { width: 80, height, svg: svg.join(''), codes: printed?.codes ?? [] };
}

function row(y: number, left: string, right: string, size = 3.5): string {
  const bold = size > 4;
  return (
    printText(6, y, left, { size, font: 'mono', bold }) +
    printText(74, y, right, { size, font: 'mono', bold, anchor: 'end' })
  );
}

function dashes(y: number): string {
  return `<path d="M6 ${y}H74" stroke="#333" stroke-width=".4" stroke-dasharray="1.6 1"/>`;
}

async function printCode(
  kind: 'QR Code' | 'Code 128' | 'EAN-13',
  number: string,
  y: number,
  total: number,
): Promise<Paper> {
  const text = {
    'QR Code': `RCPT;${number};EUR${total.toFixed(2)}`,
    'Code 128': `R${number}`,
    'EAN-13': completeEan(number),
  }[kind];
  const barcode = await encodeBarcode(kind, text);
  const module = kind === 'QR Code' ? 27 / barcode.columns : 0.42;
  const x = 40 - (barcode.columns * module) / 2;
  return printBarcode(barcode, { x, y, module, ...(kind !== 'QR Code' && { height: 15 }) });
}

/** Thermal paper: slightly grey, with soft creases, torn at both ends. */
function paper(width: number, height: number, random: Random): string {
  const teeth = (y: number, sign: number) =>
    Array.from(
      { length: 40 },
      (_, index) => `L${index * 2 + 1} ${y + sign}L${index * 2 + 2} ${y}`,
    ).join('');
  const creases = Array.from({ length: 3 }, (_, index) => {
    const y = (height * (index + random.between(0.6, 1.2))) / 4;
    return printBlock(0, y, width, 5, 'url(#crease)');
  });
  return [
    '<defs><linearGradient id="crease" x1="0" y1="0" x2="0" y2="1">',
    '<stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset=".48" stop-color="#000" stop-opacity=".09"/>',
    '<stop offset=".52" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>',
    '</linearGradient></defs>',
    `<path fill="#f4f4f1" d="M0 1${teeth(1, -1)}V${height - 1}${[...Array(40).keys()]
      .map((index) => `L${width - index * 2 - 1} ${height}L${width - index * 2 - 2} ${height - 1}`)
      .join('')}z"/>`,
    ...creases,
  ].join('');
}
