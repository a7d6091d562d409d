import { expect, test } from 'vitest';
import { labelHeight, placeLabels, type WantedLabel } from './place-labels.ts';
import { createRandomShapes } from './testing/random-shapes.ts';

const stage = { width: 1600, height: 1000 };

/** With its number, to tell it from others. */
type NumberedLabel = WantedLabel & { index: number };

function want(count: number): NumberedLabel[] {
  const { shapes, random } = createRandomShapes(count);
  return shapes.map(({ index, bounds }) => ({ index, around: bounds, width: 30 + random() * 150 }));
}

test('no label covers another, and none lies outside of the stage', () => {
  const labels = want(300);
  const placed = placeLabels(labels, stage).map(({ label, x, y }) => ({
    x,
    y,
    right: x + label.width,
    bottom: y + labelHeight,
  }));
  expect(placed.length).toBeGreaterThan(40);
  for (const [at, one] of placed.entries()) {
    expect(Math.min(one.x, one.y)).toBeGreaterThanOrEqual(0);
    expect(one.right <= stage.width && one.bottom <= stage.height).toBe(true);
    for (const other of placed.slice(at + 1)) {
      const isApart =
        one.right <= other.x ||
        other.right <= one.x ||
        one.bottom <= other.y ||
        other.bottom <= one.y;
      expect(isApart).toBe(true);
    }
  }
});

test('a label stands above its shape where there is room, and in it at the upper edge', () => {
  const around = { x: 50, y: 100, width: 80, height: 60 };
  const [above] = placeLabels([{ around, width: 40 }], stage);
  expect(above).toMatchObject({ x: 50, y: 100 - labelHeight });
  const [inside] = placeLabels([{ around: { ...around, y: 4 }, width: 40 }], stage);
  expect(inside?.y).toBe(0);
});

test('of labels in one place those that come first are shown, and what is pointed at always', () => {
  const around = { x: 500, y: 500, width: 4, height: 4 };
  const crowd = Array.from({ length: 40 }, (_, index) => ({ index, around, width: 60 }));
  const shown = placeLabels(crowd, stage).map(({ label }) => label.index);
  expect(shown.length).toBeLessThan(12);
  expect(shown).toContain(0);
  expect(shown).not.toContain(39);
  const forced = placeLabels([...crowd, { index: 40, around, width: 60, isForced: true }], stage);
  expect(forced.map(({ label }) => label.index)).toContain(40);
});

test('so many labels as nobody reads are not placed', () => {
  expect(placeLabels(want(5_000), { width: 1e5, height: 1e5 }).length).toBeLessThanOrEqual(80);
});
