import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import { comparePredictions } from './compare-predictions.ts';

const coordinate = fc.double({ min: 0, max: 300, noNaN: true });
const side = fc.double({ min: 5, max: 120, noNaN: true });
const boxes: fc.Arbitrary<Annotation> = fc.record({
  kind: fc.constant('bounding_box' as const),
  class: fc.constantFrom('crate', 'label'),
  confidence: fc.constant(0.5),
  box: fc.record({ x: coordinate, y: coordinate, width: side, height: side }),
});
const predictions = fc.array(boxes, { maxLength: 12 });
const thresholds = fc.double({ min: 0.05, max: 0.95, noNaN: true });

test('every annotation is paired once, or is on one side alone', () => {
  fc.assert(
    fc.property(predictions, predictions, thresholds, (one, other, least) => {
      const { same, changed, removed, added } = comparePredictions(one, other, least);
      const pairs = [...same, ...changed];
      const ofOne = [...pairs.map((pair) => pair.one), ...removed].sort((a, b) => a - b);
      const ofOther = [...pairs.map((pair) => pair.other), ...added].sort((a, b) => a - b);
      expect(ofOne).toEqual([...one.keys()]);
      expect(ofOther).toEqual([...other.keys()]);
      for (const pair of pairs) {
        expect(one[pair.one]?.class).toBe(other[pair.other]?.class);
        expect(pair.overlap).toBeGreaterThanOrEqual(least);
      }
    }),
  );
});

test('the other way round, what was added is removed, and the pairs are the same', () => {
  fc.assert(
    fc.property(predictions, predictions, (one, other) => {
      const there = comparePredictions(one, other);
      const back = comparePredictions(other, one);
      expect(back.removed).toEqual(there.added);
      expect(back.added).toEqual(there.removed);
      expect(back.same.length).toBe(there.same.length);
    }),
  );
});

test('a prediction is the same as itself, in whatever order', () => {
  fc.assert(
    fc.property(predictions, (one) => {
      const { same, changed, removed, added } = comparePredictions(one, one.toReversed());
      expect([same.length, changed, removed, added]).toEqual([one.length, [], [], []]);
    }),
  );
});

test('a higher threshold leaves some of the pairs, and makes none', () => {
  fc.assert(
    fc.property(predictions, predictions, thresholds, thresholds, (one, other, a, b) => {
      const pairsOf = (least: number) => {
        const { same, changed } = comparePredictions(one, other, least);
        return [...same, ...changed].map((pair) => `${pair.one} ${pair.other}`);
      };
      const low = new Set(pairsOf(Math.min(a, b)));
      for (const pair of pairsOf(Math.max(a, b))) expect(low).toContain(pair);
    }),
  );
});
