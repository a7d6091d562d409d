import type { Point } from '@patchbay/core/geometry/point.ts';
import { findShapeAt, type Shape } from './shape.ts';

/** Shapes by where they lie, so that the one under a pointer is found without asking all of them. */
export interface ShapeGrid {
  /** The smallest shape at a place of the image; lines and points within some pixels of it. */
  find(point: Point, tolerance: number): Shape | null;
}

/** Cells are this many pixels wide at the first level, and twice as wide at each further one. */
const finestCell = 16;

/** Places beyond so many cells share the outermost: they are asked in vain, and found all the same. */
const farthest = 2 ** 20;

/**
 * Sorts shapes into grids whose cells double from level to level. A shape lies in the level whose cells are at
 * least as large as it is, so that it touches four of them at most, whatever its size.
 */
export function createShapeGrid(shapes: readonly Shape[]): ShapeGrid {
  const levels = new Map<number, Map<number, Shape[]>>();
  for (const shape of shapes) {
    const { x, y, width, height } = shape.bounds;
    const cell = cellFor(Math.max(width, height));
    const level = levels.get(cell) ?? new Map<number, Shape[]>();
    levels.set(cell, level);
    for (const key of cellsOf(x, y, x + width, y + height, cell)) {
      const held = level.get(key);
      if (held) held.push(shape);
      else level.set(key, [shape]);
    }
  }
  return {
    find({ x, y }, tolerance) {
      const near: Shape[] = [];
      for (const [cell, level] of levels) {
        if (tolerance > cell * 8) near.push(...[...level.values()].flat());
        else {
          const cells = cellsOf(x - tolerance, y - tolerance, x + tolerance, y + tolerance, cell);
          for (const key of cells) near.push(...(level.get(key) ?? []));
        }
      }
      return findShapeAt(near, { x, y }, tolerance);
    },
  };
}

function cellFor(size: number): number {
  return finestCell * 2 ** Math.max(0, Math.ceil(Math.log2(size / finestCell)));
}

function* cellsOf(
  left: number,
  top: number,
  right: number,
  bottom: number,
  cell: number,
): Generator<number> {
  for (let column = place(left, cell); column <= place(right, cell); column += 1) {
    for (let row = place(top, cell); row <= place(bottom, cell); row += 1) {
      yield column * farthest * 2 + row;
    }
  }
}

function place(at: number, cell: number): number {
  return Math.max(-farthest, Math.min(farthest - 1, Math.floor(at / cell)));
}
