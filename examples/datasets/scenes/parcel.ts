import type { Paper } from '../papers/paper.ts';
import { packingTape } from '../papers/plain.ts';
import type { Place } from '../render/camera.ts';
import type { Scene } from '../render/scene.ts';
import type { Plane, Sheet } from '../render/sheet.ts';
import { cardboard, type Surface } from '../render/surfaces.ts';
import { type Laid, stick } from './table.ts';

/** A closed box on the ground, its back left corner at `x`, `y`. Sizes in millimetres. */
export interface Parcel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  readonly seed: number;
  readonly onTop?: readonly Laid[];
  readonly onFront?: readonly Laid[];
  /** Tape along the middle of the top and a hand down the front. */
  readonly isTaped?: boolean;
}

/** Parcels on the ground, from the back to the front. */
export function arrangeParcels(surface: Surface, parcels: readonly Parcel[]): Scene {
  return {
    surface,
    sheets: parcels.flatMap(foldParcel),
    casters: parcels.map((parcel) => ({ outline: topCorners(parcel), softness: 9 })),
  };
}

function foldParcel(parcel: Parcel): Sheet[] {
  const { x, y, width, depth, height, seed } = parcel;
  const top: Plane = { origin: [x, y, height], right: [1, 0, 0], down: [0, 1, 0] };
  const front: Plane = { origin: [x, y + depth, height], right: [1, 0, 0], down: [0, 0, -1] };
  const right: Plane = {
    origin: [x + width, y + depth, height],
    right: [0, -1, 0],
    down: [0, 0, -1],
  };
  const left: Plane = { origin: [x, y, height], right: [0, 1, 0], down: [0, 0, -1] };
  const wall = (plane: Plane, paper: Paper, light: number): Sheet => ({
    plane,
    paper,
    light,
    material: cardboard(seed),
  });
  const tapes = parcel.isTaped
    ? [
        ...stick(top, [{ paper: packingTape(width), x: 0, y: depth / 2 - 25 }]),
        ...stick(right, [{ paper: packingTape(60), x: depth / 2 + 25, y: 0, turn: 90 }], 0.62),
        ...stick(left, [{ paper: packingTape(60), x: depth / 2 + 25, y: 0, turn: 90 }], 0.7),
      ]
    : [];
  return [
    wall(left, blank(depth, height), 0.7),
    wall(right, blank(depth, height), 0.62),
    wall(front, blank(width, height), 0.8),
    wall(top, flaps(width, depth), 1.04),
    ...tapes,
    ...stick(front, parcel.onFront ?? [], 0.86),
    ...stick(top, parcel.onTop ?? [], 1.02),
  ];
}

function topCorners({ x, y, width, depth, height }: Parcel): Place[] {
  return [
    [x, y, height],
    [x + width, y, height],
    [x + width, y + depth, height],
    [x, y + depth, height],
  ];
}

/** A wall, darker towards the ground and worn along its edges. */
function blank(width: number, height: number): Paper {
  const svg = [
    '<defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">',
    '<stop offset="0" stop-color="#000" stop-opacity="0"/>',
    '<stop offset="1" stop-color="#1a0f06" stop-opacity=".36"/></linearGradient></defs>',
    `<rect width="${width}" height="${height}" fill="url(#wall)"/>`,
    edge(width, height),
  ];
  return { width, height, svg: svg.join(''), codes: [] };
}

/** A lid whose flaps meet in the middle. */
function flaps(width: number, depth: number): Paper {
  const seam = `<path d="M0 ${depth / 2}H${width}" stroke="#3d2812" stroke-width="1.4" opacity=".8"/>`;
  return { width, height: depth, svg: seam + edge(width, depth), codes: [] };
}

function edge(width: number, height: number): string {
  return `<rect width="${width}" height="${height}" fill="none" stroke="#f0d9b5" stroke-width="1.6" opacity=".5"/>`;
}
