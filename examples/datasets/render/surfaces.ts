import { cloudNoise, valueNoise } from './noise.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** What something is made of: the colour at a place in millimetres. */
export type Surface = (x: number, y: number) => Colour;

/** Kraft cardboard: fibres, flecks and the faint lines of the corrugation below. */
export function cardboard(seed: number): Surface {
  return (x, y) => {
    const fibre = cloudNoise(x / 1.2, y / 5, seed, 3) - 0.5;
    const fleck = valueNoise(x * 1.7, y * 1.3, seed + 20) > 0.93 ? -14 : 0;
    const flute = Math.sin(x * 0.95) * 1.6;
    const stain = (cloudNoise(x / 90, y / 70, seed + 40, 3) - 0.5) * 34;
    return shade([190, 150, 106], fibre * 26 + fleck + flute + stain);
  };
}

/** A varnished desk of broad planks. */
export function wood(seed: number): Surface {
  return (x, y) => {
    const plank = Math.floor(y / 92);
    const seam = Math.abs(y - plank * 92) < 0.8 ? -46 : 0;
    const wander = cloudNoise(x / 160, y / 30, seed + plank, 3) * 9;
    const grain = valueNoise(x / 70, y / 2.4 + wander, seed + plank * 7) - 0.5;
    const pores = valueNoise(x / 9, y * 2.2, seed + 60) > 0.82 ? -9 : 0;
    const tone = (valueNoise(plank * 3.7, 0.5, seed + 80) - 0.5) * 26;
    return shade([150, 103, 66], grain * 52 + pores + seam + tone);
  };
}

/** A pale table top of light wood. */
export function birch(seed: number): Surface {
  return (x, y) => {
    const wander = cloudNoise(x / 220, y / 60, seed, 3) * 6;
    const grain = valueNoise(x / 110, y / 3.6 + wander, seed + 5) - 0.5;
    const fine = valueNoise(x / 14, y * 1.8, seed + 6) - 0.5;
    return shade([214, 190, 156], grain * 26 + fine * 8);
  };
}

/** The floor of a warehouse. */
export function concrete(seed: number): Surface {
  return (x, y) => {
    const cloud = (cloudNoise(x / 55, y / 55, seed, 5) - 0.5) * 60;
    const grit = (valueNoise(x * 1.4, y * 1.4, seed + 9) - 0.5) * 20;
    return shade([142, 141, 136], cloud + grit);
  };
}

/** The rubber of a conveyor belt, ribbed across. */
export function belt(seed: number): Surface {
  return (x, y) => {
    const rib = Math.max(0, Math.sin(x * 0.8)) * 15;
    const dust = cloudNoise(x / 30, y / 18, seed, 4) * 24;
    const grit = (valueNoise(x * 2, y * 2, seed + 3) - 0.5) * 12;
    return shade([32, 34, 38], rib + dust + grit);
  };
}

/** Brushed sheet metal, as on machines and shelves. */
export function steel(seed: number): Surface {
  return (x, y) => {
    const brush = (valueNoise(x / 45, y * 2.6, seed) - 0.5) * 22;
    const sheen = (cloudNoise(x / 150, y / 90, seed + 2, 2) - 0.5) * 46;
    return shade([150, 156, 163], brush + sheen);
  };
}

/** Painted steel with a faint orange-peel finish. */
export function paint(colour: Colour, seed: number): Surface {
  return (x, y) => {
    const peel = (valueNoise(x * 0.9, y * 0.9, seed) - 0.5) * 9;
    const wear = (cloudNoise(x / 80, y / 60, seed + 4, 4) - 0.5) * 24;
    return shade(colour, peel + wear);
  };
}

/** The lid of a scanner: nearly white, with a little dust. */
export function scannerLid(seed: number): Surface {
  return (x, y) => {
    const dust = valueNoise(x * 1.1, y * 1.1, seed) > 0.985 ? -30 : 0;
    return shade([236, 237, 236], dust + (valueNoise(x / 60, y / 60, seed + 1) - 0.5) * 5);
  };
}

function shade(colour: Colour, amount: number): Colour {
  return [colour[0] + amount, colour[1] + amount * 0.96, colour[2] + amount * 0.88];
}
