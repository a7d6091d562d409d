import { encodeBarcode } from '../render/barcode.ts';
import type { Random } from '../render/random.ts';
import { inventEan } from './inventions.ts';
import { type Paper, printBarcode, printBlock, printLines, printText } from './paper.ts';

const products = {
  crackers: { name: 'Sea Salt Crackers', maker: 'Tidewell', colour: '#1f6f78', accent: '#f2b544' },
  coffee: { name: 'Dark Roast Coffee', maker: 'Fontaine', colour: '#3a2418', accent: '#d9773a' },
  tea: { name: 'Herbal Tea Nº 7', maker: 'Orchard Close', colour: '#4f7a3a', accent: '#fbe9b7' },
  muesli: { name: 'Müsli mit Nüssen', maker: 'Am Speicher', colour: '#b2482f', accent: '#f6dfb4' },
} as const;
type Product = keyof typeof products;

/** The back of a packet of 120 × 80 mm with its EAN-13 in a white field. */
export async function productPack(random: Random, kind: Product): Promise<Paper> {
  const product = products[kind];
  const ean = await printEan(inventEan(random), 76, 46, 0.36);
  const svg = [
    printBlock(0, 0, 120, 80, product.colour, 3),
    `<path d="M0 22Q40 12 70 22T120 18V3Q120 0 117 0H3Q0 0 0 3z" fill="${product.accent}"/>`,
    printText(6, 12.5, product.name, { size: 8, bold: true, font: 'serif', ink: product.colour }),
    printText(114, 31, product.maker, {
      size: 5,
      italic: true,
      font: 'serif',
      anchor: 'end',
      ink: '#fff',
    }),
    printLines(
      6,
      34,
      [
        'Ingredients: whole grain, sunflower oil,',
        'sea salt, yeast. May contain traces of',
        'nuts and sesame. Store in a dry place.',
        '',
        'Best before: see bottom of the pack.',
        `Net weight ${random.integer(2, 9) * 50} g e`,
      ],
      { size: 3.2, ink: '#f7f4ec', leading: 5 },
    ),
    printText(6, 73, 'www.example.com', { size: 3, ink: '#f7f4ec' }),
    printBlock(70, 42, 47, 34, '#fdfdfb', 1),
    ean.svg,
  ].join('');
  return { width: 120, height: 80, svg, codes: ean.codes };
}

/** A shelf label of 80 × 40 mm: name, price and EAN-13. */
export async function shelfLabel(random: Random, kind: Product): Promise<Paper> {
  const product = products[kind];
  const ean = await printEan(inventEan(random), 6, 19, 0.33, 12);
  const price = random.between(0.8, 19).toFixed(2);
  const svg = [
    printBlock(0, 0, 80, 40, '#fffef6', 1),
    printBlock(0, 0, 80, 3.4, product.colour),
    printText(5, 10, product.name, { size: 5, bold: true }),
    printText(5, 14.4, `${product.maker} · ${random.integer(2, 9) * 50} g`, { size: 3 }),
    printText(75, 28, price, { size: 13, bold: true, anchor: 'end', ink: product.colour }),
    printText(75, 34.4, `EUR   ${(Number(price) * 3.1).toFixed(2)}/kg`, { size: 3, anchor: 'end' }),
    ean.svg,
  ].join('');
  return { width: 80, height: 40, svg, codes: ean.codes };
}

async function printEan(
  text: string,
  x: number,
  y: number,
  module: number,
  height = 22,
): Promise<Paper> {
  const bars = printBarcode(await encodeBarcode('EAN-13', text), { x, y, module, height });
  const size = module * 9;
  const digits = [
    printText(x - size * 0.75, y + height + size, text.slice(0, 1), { size, font: 'mono' }),
    printText(x + module * 4, y + height + size, text.slice(1, 7), {
      size,
      font: 'mono',
      width: module * 41,
    }),
    printText(x + module * 50, y + height + size, text.slice(7), {
      size,
      font: 'mono',
      width: module * 41,
    }),
  ];
  return { ...bars, svg: bars.svg + digits.join('') };
}
