import type { Paper } from '../papers/paper.ts';
import type { Scene } from '../render/scene.ts';
import { ground, layOn, type Plane, placeOn, type Sheet } from '../render/sheet.ts';
import type { Surface } from '../render/surfaces.ts';

/** A paper that lies or sticks somewhere: its top left corner in millimetres, and its turn. */
export interface Laid {
  readonly paper: Paper;
  readonly x: number;
  readonly y: number;
  readonly turn?: number;
}

/** A paper whose middle is at a place. */
export function centre(paper: Paper, x: number, y: number, turn = 0): Laid {
  const radians = (turn * Math.PI) / 180;
  const across = paper.width / 2;
  const down = paper.height / 2;
  return {
    paper,
    x: x - across * Math.cos(radians) + down * Math.sin(radians),
    y: y - across * Math.sin(radians) - down * Math.cos(radians),
    turn,
  };
}

/** Papers on a plane, as sheets. */
export function stick(plane: Plane, laid: readonly Laid[], light = 1): Sheet[] {
  return laid.map(({ paper, x, y, turn = 0 }) => ({
    plane: layOn(plane, x, y, turn),
    paper,
    light,
  }));
}

/** Papers that lie on a table, each with a thin shadow. */
export function arrangeTable(surface: Surface, laid: readonly Laid[], lift = 2.2): Scene {
  const sheets = stick(ground, laid);
  const casters = sheets.map(({ plane, paper }) => ({
    outline: [
      placeOn(plane, 0, 0),
      placeOn(plane, paper.width, 0),
      placeOn(plane, paper.width, paper.height),
      placeOn(plane, 0, paper.height),
    ].map(([x, y]) => [x, y, lift] as const),
    softness: 3.2,
  }));
  return { surface, sheets, casters };
}
