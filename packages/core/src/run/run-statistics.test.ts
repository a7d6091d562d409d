import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  confidenceSteps,
  endOfCountGroup,
  findConfidenceStep,
  findCountGroup,
} from './run-statistics.ts';

test('every confidence lies in the step that it is counted in', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (confidence) => {
      const step = findConfidenceStep(confidence);
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThan(confidenceSteps);
      expect(step / confidenceSteps).toBeLessThanOrEqual(confidence);
      if (step < confidenceSteps - 1)
        expect((step + 1) / confidenceSteps).toBeGreaterThan(confidence);
    }),
  );
  expect([findConfidenceStep(0), findConfidenceStep(0.5), findConfidenceStep(1)]).toEqual([
    0, 10, 19,
  ]);
});

test('every number of annotations lies in one group, and the groups leave no gap', () => {
  fc.assert(
    fc.property(fc.nat(5000), (count) => {
      const from = findCountGroup(count);
      expect(from).toBeLessThanOrEqual(count);
      expect(endOfCountGroup(from) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(count);
    }),
  );
  expect([0, 9, 10, 19, 20, 4000].map(findCountGroup)).toEqual([0, 9, 10, 10, 20, 1000]);
});
