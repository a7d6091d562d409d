import { addressLabel } from '../papers/address-label.ts';
import { palletLabel } from '../papers/pallet-label.ts';
import { pen, stickyNote } from '../papers/plain.ts';
import { shippingLabel } from '../papers/shipping-label.ts';
import { belt, birch, cardboard, concrete, steel, wood } from '../render/surfaces.ts';
import { aim, type Picture } from './picture.ts';
import { arrangeTable, centre } from './table.ts';

/** Loose labels, photographed on tables, belts and floors. */
export const labelsOnTables: readonly Picture[] = [
  {
    file: 'label-01.jpg',
    width: 960,
    height: 1200,
    camera: aim([0, 0, 0], 265, { pitch: 9, roll: -4, fieldOfView: 42 }),
    development: { noise: 4, warmth: 0.03, blur: 0.5 },
    arrange: async (random) =>
      arrangeTable(wood(11), [
        centre(await shippingLabel(random, 'QR Code'), -4, 2, 3),
        centre(pen, 74, 30, 76),
      ]),
  },
  {
    file: 'label-02.jpg',
    width: 1200,
    height: 900,
    orientation: 6,
    camera: aim([0, 0, 0], 262, { pitch: 26, azimuth: 14, fieldOfView: 52 }),
    development: { noise: 5, blur: 0.4, falloff: 0.5 },
    arrange: async (random) =>
      arrangeTable(birch(4), [centre(await shippingLabel(random, 'Data Matrix'), 0, 0, -62)]),
  },
  {
    file: 'label-03.webp',
    width: 1024,
    height: 768,
    camera: aim([0, 0, 0], 205, { pitch: 18, azimuth: -9, roll: 5, fieldOfView: 46 }),
    development: { noise: 3, warmth: -0.04 },
    arrange: async (random) =>
      arrangeTable(steel(8), [centre(await addressLabel(random, 'QR Code'), -6, 4, 7)]),
  },
  {
    file: 'label-04.jpg',
    width: 1000,
    height: 1000,
    camera: aim([0, 0, 0], 310, { pitch: 38, azimuth: 33, fieldOfView: 44 }),
    development: { noise: 6, contrast: 0.85, blur: 0.6, falloff: 0.6 },
    arrange: async (random) =>
      arrangeTable(concrete(3), [centre(await shippingLabel(random, 'QR Code'), 0, 4, -12)]),
  },
  {
    file: 'label-05.jpg',
    width: 1100,
    height: 825,
    camera: aim([0, 0, 0], 250, { pitch: 12, roll: 8, fieldOfView: 52 }),
    development: { noise: 9, brightness: 0.62, contrast: 1.05, warmth: 0.08, falloff: 0.8 },
    arrange: async (random) =>
      arrangeTable(belt(2), [centre(await shippingLabel(random, 'Data Matrix'), 0, 0, 78)]),
  },
  {
    file: 'label-06.webp',
    width: 1200,
    height: 1000,
    camera: aim([0, 0, 0], 330, { pitch: 15, azimuth: -20, fieldOfView: 46 }),
    development: { noise: 4, blur: 0.4 },
    arrange: async (random) =>
      arrangeTable(wood(29), [
        centre(await addressLabel(random, 'QR Code'), -52, -44, -8),
        centre(await addressLabel(random, 'QR Code'), 60, -18, 11),
        centre(await addressLabel(random, 'QR Code'), -22, 46, 4),
      ]),
  },
  {
    file: 'label-07.jpg',
    width: 1000,
    height: 1250,
    camera: aim([0, 0, 0], 300, { pitch: 20, azimuth: 6, roll: -3, fieldOfView: 44 }),
    development: { noise: 4, glare: { x: 0.34, y: 0.2, strength: 0.5 }, contrast: 0.95 },
    arrange: async (random) =>
      arrangeTable(cardboard(17), [centre(await palletLabel(random), 0, 0, 2)]),
  },
  {
    file: 'label-08.jpg',
    width: 900,
    height: 1125,
    camera: aim([0, 0, 0], 268, { pitch: 10, fieldOfView: 42 }),
    development: { noise: 5, shake: 3, blur: 0.5, warmth: 0.05 },
    arrange: async (random) =>
      arrangeTable(birch(21), [
        centre(await shippingLabel(random, 'Data Matrix'), -8, 0, -7),
        centre(stickyNote, 66, 96, 12),
      ]),
  },
  {
    file: 'label-09.jpg',
    width: 800,
    height: 1000,
    camera: aim([0, 0, 0], 285, { pitch: 14, azimuth: -6, fieldOfView: 42 }),
    development: { noise: 7, contrast: 0.42, brightness: 1.1, warmth: -0.03 },
    arrange: async (random) =>
      arrangeTable(concrete(12), [centre(await shippingLabel(random, 'none'), 0, 0, 5)]),
  },
  {
    file: 'label-10.webp',
    width: 1280,
    height: 960,
    camera: aim([0, 0, 0], 300, { pitch: 30, azimuth: 170, fieldOfView: 56 }),
    development: { noise: 5, blur: 0.3, warmth: 0.02, falloff: 0.4 },
    arrange: async (random) =>
      arrangeTable(steel(30), [
        centre(await shippingLabel(random, 'QR Code'), -66, 0, 4),
        centre(await shippingLabel(random, 'Data Matrix'), 58, -6, -9),
      ]),
  },
];
