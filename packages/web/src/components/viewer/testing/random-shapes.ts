import type { PlacedAnnotation } from '@patchbay/core/annotation/annotation-box.ts';
import { createShape, type Shape } from '../shape.ts';

/** Boxes, points, lines and ellipses of all sizes, drawn from a fixed seed, in and around 1600 × 1000 pixels. */
export function createRandomShapes(count: number): { shapes: Shape[]; random: () => number } {
  const random = createRandom();
  const shapes = Array.from({ length: count }, (_, index) =>
    createShape(createAnnotation(index, random), index),
  );
  return { shapes, random };
}

function createAnnotation(index: number, random: () => number): PlacedAnnotation {
  const base = { class: `class ${index % 7}`, confidence: random() };
  const point = () => ({ x: random() * 1800 - 100, y: random() * 1200 - 100 });
  const size = () => 2 ** (random() * 9);
  const { x, y } = point();
  switch (index % 4) {
    case 0:
      return { kind: 'point', ...base, point: { x, y } };
    case 1:
      return { kind: 'line', ...base, path: [point(), point(), point()] };
    case 2: {
      const ellipse = { center: { x, y }, radius: { x: size(), y: size() }, angle: random() * 3 };
      return { kind: 'ellipse', ...base, ellipse };
    }
    default:
      return { kind: 'bounding_box', ...base, box: { x, y, width: size(), height: size() } };
  }
}

/** Numbers from 0 to 1, the same ones each time (mulberry32). */
function createRandom(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
