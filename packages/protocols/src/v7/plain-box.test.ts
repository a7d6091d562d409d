import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainBox } from './plain-box.ts';
import { type ResultContext, readResult } from './result.ts';

const ontology = ontologySchema.parse({ tools: [{ kind: 'bounding_box', name: 'car' }] });
const row = { type: 'image', size: { width: 100, height: 80 } } as const;
const box = { x: 1.5, y: 2, w: 30, h: 40.25 };
const car = { name: 'car', label: 'car', confidence: 0.5, bounding_box: box };

/** Numbers as a box has them, and those with which something is amiss. */
const number = fc.oneof(
  fc.double({ min: 0, max: 60, noNaN: true }),
  fc.constantFrom<unknown>(-1, 0, 101, 1e-200, Infinity, '3', null, undefined),
);

/** Results that are plain boxes but for a field here or there, through JSON as they come. */
const almostPlain = fc
  .record({
    name: fc.constantFrom<unknown>('car', 'Car', 'lorry', '', 3, undefined),
    label: fc.constantFrom<unknown>('car', 'Car', undefined),
    confidence: fc.constantFrom<unknown>(0, 0.25, 1, 1.5, -0.5, '1', null, undefined),
    bounding_box: fc.record({
      x: number,
      y: number,
      w: number,
      h: number,
      z: fc.constant(undefined),
    }),
    other: fc.constantFrom<unknown>({ tag: {} }, { text: { text: 'x' } }, { colour: 'red' }, {}),
  })
  .map(({ other, ...result }) => JSON.parse(JSON.stringify({ ...result, ...(other as object) })));

describe('a result that is a plain box', () => {
  test.each(['strict', 'lenient'] as const)(
    'is read by hand as the schemas read it, without a warning: %s',
    (reading) => {
      const context: ResultContext = { row, ontology, reading };
      fc.assert(
        fc.property(almostPlain, (result) => {
          const plain = readPlainBox(result, context);
          if (plain === null) return;
          const read = readResult(result, context, ['results', 0]);
          expect(read).toEqual({ ok: true, value: plain, warnings: [] });
        }),
        { numRuns: 2000 },
      );
    },
  );

  test('is read by hand: nothing else would be worth it', () => {
    expect(readPlainBox(car, { row, ontology })).toEqual({
      kind: 'bounding_box',
      box: { x: 1.5, y: 2, width: 30, height: 40.25 },
      class: 'car',
      confidence: 0.5,
    });
  });

  test.each([
    ['a field that the contract does not have', { ...car, colour: 'red' }],
    ['a field too many in its box', { ...car, bounding_box: { ...box, z: 1 } }],
    ['a class that is written otherwise', { ...car, name: 'Car', label: 'Car' }],
    ['a class that the ontology does not have', { ...car, name: 'lorry', label: 'lorry' }],
    ['another label', { ...car, label: 'vehicle' }],
    ['no confidence', { name: 'car', label: 'car', bounding_box: box, text: { text: 'x' } }],
    ['an edge outside the image', { ...car, bounding_box: { ...box, x: 90 } }],
    ['no area that can be told', { ...car, bounding_box: { ...box, w: 1e-200, h: 1e-200 } }],
    ['a key that is a prototype elsewhere', JSON.parse('{"__proto__": {}, "name": "car"}')],
    ['another main type', { ...car, bounding_box: undefined, tag: {} }],
  ])('with %s is left to the schemas', (_, result) => {
    expect(readPlainBox(result, { row, ontology })).toBeNull();
  });
});
