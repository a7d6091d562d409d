import { pen } from '../papers/plain.ts';
import { receipt } from '../papers/receipt.ts';
import { birch, scannerLid, steel, wood } from '../render/surfaces.ts';
import { aim, type Picture } from './picture.ts';
import { arrangeTable, centre } from './table.ts';

/** Receipts: photographed on tables, and scanned. */
export const receipts: readonly Picture[] = [
  {
    file: 'receipt-01.jpg',
    width: 840,
    height: 1120,
    camera: aim([0, 0, 0], 245, { pitch: 12, azimuth: 5, fieldOfView: 40 }),
    development: { noise: 4, warmth: 0.05, falloff: 0.5 },
    arrange: async (random) =>
      arrangeTable(wood(3), [centre(await receipt(random, 'QR Code'), 0, 0, -5)], 4),
  },
  {
    file: 'receipt-02.png',
    width: 720,
    height: 1180,
    isGrey: true,
    camera: aim([0, 0, 0], 300, { roll: 1.4, fieldOfView: 22 }),
    development: { falloff: 0.04, contrast: 1.1 },
    arrange: async (random) =>
      arrangeTable(scannerLid(1), [centre(await receipt(random, 'Code 128'), 0, 0, 0)], 0.8),
  },
  {
    file: 'receipt-03.jpg',
    width: 900,
    height: 1200,
    camera: aim([0, 0, 0], 250, { pitch: 32, azimuth: -14, fieldOfView: 42 }),
    development: { noise: 6, contrast: 0.75, brightness: 1.06 },
    arrange: async (random) =>
      arrangeTable(
        birch(14),
        [centre(await receipt(random, 'EAN-13'), 0, -4, 6), centre(pen, 66, 10, 98)],
        4,
      ),
  },
  {
    file: 'receipt-04.jpg',
    width: 800,
    height: 1066,
    camera: aim([0, 0, 0], 240, { pitch: 8, roll: 12, fieldOfView: 42 }),
    development: { noise: 12, brightness: 0.55, warmth: 0.12, falloff: 0.9 },
    arrange: async (random) =>
      arrangeTable(wood(44), [centre(await receipt(random, 'QR Code'), 0, 0, 8)], 4),
  },
  {
    file: 'receipt-05.png',
    width: 700,
    height: 1100,
    isGrey: true,
    camera: aim([0, 0, 0], 300, { roll: -2.6, fieldOfView: 22 }),
    development: { falloff: 0.04, contrast: 1.15, blur: 0.5 },
    arrange: async (random) =>
      arrangeTable(scannerLid(2), [centre(await receipt(random, 'none'), 0, 0, 0)], 0.8),
  },
  {
    file: 'receipt-06.webp',
    width: 1000,
    height: 1000,
    camera: aim([0, 0, 0], 265, { pitch: 18, azimuth: 8, fieldOfView: 48 }),
    development: { noise: 4, warmth: -0.02 },
    arrange: async (random) =>
      arrangeTable(
        steel(5),
        [
          centre(await receipt(random, 'Code 128'), -50, 0, -6),
          centre(await receipt(random, 'QR Code'), 46, 6, 9),
        ],
        4,
      ),
  },
  {
    file: 'receipt-07.jpg',
    width: 1200,
    height: 900,
    orientation: 3,
    camera: aim([0, 0, 0], 230, { pitch: 20, azimuth: 96, fieldOfView: 50 }),
    development: { noise: 5, blur: 0.4 },
    arrange: async (random) =>
      arrangeTable(birch(31), [centre(await receipt(random, 'Code 128'), 0, 0, 3)], 4),
  },
  {
    file: 'receipt-08.jpg',
    width: 720,
    height: 960,
    camera: aim([0, 0, 0], 260, { pitch: 6, fieldOfView: 40 }),
    development: { noise: 5, shake: 7, blur: 1.2 },
    arrange: async (random) =>
      arrangeTable(wood(52), [centre(await receipt(random, 'EAN-13'), 0, 0, 90)], 4),
  },
];
