import { expect, test } from 'vitest';
import { findShapeAt } from './shape.ts';
import { createShapeGrid } from './shape-grid.ts';
import { createRandomShapes } from './testing/random-shapes.ts';

test('a grid finds what is found by asking every shape, inside the image and beyond it', () => {
  const { shapes, random } = createRandomShapes(2_000);
  const grid = createShapeGrid(shapes);
  for (let tries = 0; tries < 500; tries += 1) {
    const point = { x: random() * 2400 - 400, y: random() * 1600 - 300 };
    const tolerance = random() < 0.1 ? 300 : random() * 12;
    expect(grid.find(point, tolerance)).toBe(findShapeAt(shapes, point, tolerance));
  }
});

test('a shape far outside of the image, or without size, is found too', () => {
  const [shape] = createRandomShapes(1).shapes;
  const at = (x: number) => ({
    ...shape,
    bounds: { x, y: x, width: 0, height: 0 },
    contains: () => true,
  });
  for (const x of [-1e12, 1e12, 0]) {
    const far = at(x) as NonNullable<typeof shape>;
    expect(createShapeGrid([far]).find({ x, y: x }, 1)).toBe(far);
  }
});
