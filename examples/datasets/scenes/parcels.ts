import { addressLabel } from '../papers/address-label.ts';
import { palletLabel } from '../papers/pallet-label.ts';
import { fragileSticker, thisSideUp } from '../papers/plain.ts';
import { shippingLabel } from '../papers/shipping-label.ts';
import { belt, birch, concrete, wood } from '../render/surfaces.ts';
import { arrangeParcels } from './parcel.ts';
import { aim, type Picture } from './picture.ts';
import { centre } from './table.ts';

/** Parcels with a label on them, on floors, desks and belts. */
export const parcels: readonly Picture[] = [
  {
    file: 'parcel-01.jpg',
    width: 1200,
    height: 900,
    camera: aim([-14, 20, 70], 420, { pitch: 30, azimuth: 20, fieldOfView: 48 }),
    development: { noise: 4, blur: 0.3, falloff: 0.5 },
    arrange: async (random) =>
      arrangeParcels(concrete(5), [
        {
          x: -140,
          y: -100,
          width: 280,
          depth: 200,
          height: 110,
          seed: 3,
          isTaped: true,
          onTop: [centre(await shippingLabel(random, 'QR Code'), 92, 96, -86)],
          onFront: [centre(thisSideUp, 235, 55)],
        },
      ]),
  },
  {
    file: 'parcel-02.jpg',
    width: 1200,
    height: 900,
    camera: aim([0, 60, 80], 430, { pitch: 58, azimuth: -18, fieldOfView: 46 }),
    development: { noise: 5, warmth: 0.05, falloff: 0.6 },
    arrange: async (random) =>
      arrangeParcels(wood(6), [
        {
          x: -150,
          y: -90,
          width: 300,
          depth: 180,
          height: 190,
          seed: 8,
          isTaped: true,
          onFront: [
            centre(await addressLabel(random, 'QR Code'), 90, 80, 1),
            centre(fragileSticker, 232, 128, -3),
          ],
        },
      ]),
  },
  {
    file: 'parcel-03.jpg',
    width: 900,
    height: 1200,
    orientation: 8,
    camera: aim([0, 0, 60], 400, { pitch: 26, azimuth: -76, fieldOfView: 40 }),
    development: { noise: 6, blur: 0.4, warmth: -0.04 },
    arrange: async (random) =>
      arrangeParcels(belt(7), [
        {
          x: -110,
          y: -85,
          width: 220,
          depth: 170,
          height: 85,
          seed: 14,
          isTaped: true,
          onTop: [centre(await shippingLabel(random, 'Data Matrix'), 120, 86, 92)],
        },
      ]),
  },
  {
    file: 'parcel-04.webp',
    width: 1280,
    height: 960,
    camera: aim([10, 0, 60], 620, { pitch: 32, azimuth: 12, fieldOfView: 48 }),
    development: { noise: 3, falloff: 0.4 },
    arrange: async (random) =>
      arrangeParcels(concrete(18), [
        {
          x: -230,
          y: -150,
          width: 220,
          depth: 170,
          height: 120,
          seed: 21,
          isTaped: true,
          onTop: [centre(await addressLabel(random, 'QR Code'), 104, 84, 6)],
        },
        {
          x: 10,
          y: -120,
          width: 240,
          depth: 190,
          height: 90,
          seed: 25,
          onTop: [centre(await palletLabel(random), 118, 94, -4)],
        },
        {
          x: -190,
          y: 60,
          width: 170,
          depth: 120,
          height: 60,
          seed: 33,
          isTaped: true,
          onTop: [centre(await addressLabel(random, 'QR Code'), 80, 60, -3)],
        },
      ]),
  },
  {
    file: 'parcel-05.jpg',
    width: 1200,
    height: 900,
    camera: aim([-20, 60, 100], 400, { pitch: 62, azimuth: 24, roll: 3, fieldOfView: 44 }),
    development: { noise: 7, brightness: 0.75, contrast: 1.08, falloff: 0.9 },
    arrange: async (random) =>
      arrangeParcels(concrete(40), [
        {
          x: -160,
          y: -100,
          width: 320,
          depth: 200,
          height: 210,
          seed: 44,
          isTaped: true,
          onFront: [
            centre(await shippingLabel(random, 'QR Code'), 80, 108, 0),
            centre(thisSideUp, 262, 70),
          ],
        },
      ]),
  },
  {
    file: 'parcel-06.jpg',
    width: 1000,
    height: 1000,
    camera: aim([0, 0, 50], 335, { pitch: 22, azimuth: -68, fieldOfView: 44 }),
    development: { noise: 4, glare: { x: 0.62, y: 0.3, strength: 0.35 }, warmth: 0.02 },
    arrange: async (random) =>
      arrangeParcels(birch(9), [
        {
          x: -115,
          y: -85,
          width: 230,
          depth: 170,
          height: 60,
          seed: 51,
          isTaped: true,
          onTop: [centre(await shippingLabel(random, 'Data Matrix'), 104, 88, 80)],
        },
      ]),
  },
  {
    file: 'parcel-07.jpg',
    width: 1100,
    height: 825,
    camera: aim([0, 50, 90], 520, { pitch: 55, azimuth: 20, fieldOfView: 46 }),
    development: { noise: 5, falloff: 0.5 },
    arrange: async () =>
      arrangeParcels(concrete(27), [
        {
          x: -140,
          y: -100,
          width: 280,
          depth: 180,
          height: 190,
          seed: 61,
          isTaped: true,
          onFront: [centre(fragileSticker, 90, 90, -2), centre(thisSideUp, 230, 80)],
        },
      ]),
  },
  {
    file: 'parcel-08.jpg',
    width: 1000,
    height: 750,
    camera: aim([0, 0, 60], 560, { pitch: 36, azimuth: 40, fieldOfView: 40 }),
    development: { noise: 5, blur: 2.1, warmth: 0.04 },
    arrange: async (random) =>
      arrangeParcels(wood(70), [
        {
          x: -130,
          y: -95,
          width: 260,
          depth: 190,
          height: 100,
          seed: 72,
          isTaped: true,
          onTop: [centre(await addressLabel(random, 'QR Code'), 130, 95, -30)],
        },
      ]),
  },
];
