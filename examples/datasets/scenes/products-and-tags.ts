import { addressLabel } from '../papers/address-label.ts';
import { assetTag } from '../papers/asset-tag.ts';
import { palletLabel } from '../papers/pallet-label.ts';
import { pen, stickyNote } from '../papers/plain.ts';
import { productPack, shelfLabel } from '../papers/product-pack.ts';
import { shippingLabel } from '../papers/shipping-label.ts';
import { birch, concrete, paint, scannerLid, steel, wood } from '../render/surfaces.ts';
import { aim, type Picture } from './picture.ts';
import { arrangeTable, centre } from './table.ts';

/** Packets, shelf labels, the tags of machines, and scans. */
export const productsAndTags: readonly Picture[] = [
  {
    file: 'product-01.jpg',
    width: 1024,
    height: 768,
    camera: aim([0, 0, 0], 200, { pitch: 16, azimuth: -8, fieldOfView: 46 }),
    development: { noise: 4, warmth: 0.03 },
    arrange: async (random) =>
      arrangeTable(birch(41), [centre(await productPack(random, 'coffee'), 0, 0, 4)], 9),
  },
  {
    file: 'product-02.jpg',
    width: 1200,
    height: 900,
    camera: aim([0, 0, 0], 285, { pitch: 24, azimuth: 12, fieldOfView: 52 }),
    development: { noise: 5, glare: { x: 0.3, y: 0.35, strength: 0.3 } },
    arrange: async (random) =>
      arrangeTable(
        wood(61),
        [
          centre(await productPack(random, 'muesli'), -62, -40, -7),
          centre(await productPack(random, 'crackers'), 66, -30, 6),
          centre(await productPack(random, 'tea'), -4, 54, 2),
        ],
        9,
      ),
  },
  {
    file: 'product-03.webp',
    width: 900,
    height: 700,
    camera: aim([0, 0, 0], 205, { pitch: 8, roll: 32, fieldOfView: 44 }),
    development: { noise: 6, contrast: 0.8 },
    arrange: async (random) =>
      arrangeTable(steel(13), [centre(await productPack(random, 'crackers'), 0, 0)], 9),
  },
  {
    file: 'shelf-01.jpg',
    width: 1100,
    height: 620,
    camera: aim([0, 0, 0], 210, { pitch: 6, azimuth: -3, fieldOfView: 58 }),
    development: { noise: 4, warmth: 0.04, falloff: 0.4 },
    arrange: async (random) =>
      arrangeTable(paint([196, 198, 196], 6), [
        centre(await shelfLabel(random, 'tea'), -48, 0, 0.6),
        centre(await shelfLabel(random, 'coffee'), 46, 0.5, -0.4),
      ]),
  },
  {
    file: 'shelf-02.jpg',
    width: 800,
    height: 600,
    camera: aim([0, 0, 0], 150, { pitch: 34, azimuth: 14, fieldOfView: 44 }),
    development: { noise: 8, brightness: 0.8, blur: 0.7 },
    arrange: async (random) =>
      arrangeTable(paint([92, 98, 104], 9), [centre(await shelfLabel(random, 'muesli'), 0, 0)]),
  },
  {
    file: 'tag-01.jpg',
    width: 1000,
    height: 750,
    camera: aim([0, 0, 0], 135, { pitch: 14, azimuth: 7, fieldOfView: 44 }),
    development: { noise: 4, glare: { x: 0.8, y: 0.2, strength: 0.3 } },
    arrange: async (random) =>
      arrangeTable(paint([46, 88, 74], 3), [centre(await assetTag(random, false), 0, 0, -2)], 1),
  },
  {
    file: 'tag-02.jpg',
    width: 1000,
    height: 750,
    camera: aim([0, 0, 0], 135, { pitch: 30, azimuth: -9, fieldOfView: 44 }),
    development: { noise: 6, warmth: -0.05, falloff: 0.6 },
    arrange: async (random) =>
      arrangeTable(steel(22), [centre(await assetTag(random, true), 0, 0, 3)], 1),
  },
  {
    file: 'tag-03.webp',
    width: 900,
    height: 900,
    camera: aim([0, 0, 0], 140, { pitch: 10, roll: -58, fieldOfView: 44 }),
    development: { noise: 5, contrast: 0.7 },
    arrange: async (random) =>
      arrangeTable(paint([168, 120, 40], 5), [centre(await assetTag(random, true), 0, 0)], 1),
  },
  {
    file: 'tag-04.jpg',
    width: 640,
    height: 480,
    camera: aim([0, 0, 0], 190, { pitch: 18, azimuth: 12, fieldOfView: 44 }),
    development: { noise: 10, brightness: 0.6, blur: 1 },
    arrange: async (random) =>
      arrangeTable(paint([70, 74, 82], 8), [centre(await assetTag(random, false), 0, 0)], 1),
  },
  {
    file: 'scan-01.png',
    width: 820,
    height: 1160,
    isGrey: true,
    camera: aim([0, 0, 0], 400, { roll: 0.8, fieldOfView: 17.5 }),
    development: { falloff: 0.03, contrast: 1.08 },
    arrange: async (random) =>
      arrangeTable(scannerLid(5), [centre(await shippingLabel(random, 'Data Matrix'), 0, 0)], 0.8),
  },
  {
    file: 'scan-02.png',
    width: 1000,
    height: 1040,
    isGrey: true,
    camera: aim([0, 0, 0], 400, { roll: -1.7, fieldOfView: 24 }),
    development: { falloff: 0.03, contrast: 1.1, blur: 0.4 },
    arrange: async (random) =>
      arrangeTable(scannerLid(6), [centre(await palletLabel(random), 0, 0)], 0.8),
  },
  {
    file: 'scan-03.png',
    width: 960,
    height: 720,
    isGrey: true,
    camera: aim([0, 0, 0], 400, { roll: 178.6, fieldOfView: 18 }),
    development: { falloff: 0.03, contrast: 1.1 },
    arrange: async (random) =>
      arrangeTable(scannerLid(7), [centre(await addressLabel(random, 'QR Code'), 0, 0)], 0.8),
  },
  {
    file: 'letter-01.jpg',
    width: 1000,
    height: 750,
    camera: aim([0, 0, 0], 210, { pitch: 14, azimuth: -5, fieldOfView: 46 }),
    development: { noise: 4, warmth: 0.04 },
    arrange: async (random) =>
      arrangeTable(wood(90), [
        centre(await addressLabel(random, 'none'), 0, 2, -6),
        centre(pen, 10, 52, 4),
      ]),
  },
  {
    file: 'note-01.jpg',
    width: 800,
    height: 600,
    camera: aim([0, 0, 0], 190, { pitch: 20, azimuth: 15, fieldOfView: 46 }),
    development: { noise: 5, blur: 0.4 },
    arrange: async () =>
      arrangeTable(concrete(66), [centre(stickyNote, 0, 0, 5), centre(pen, 40, 40, -20)], 3),
  },
];
