import { expect, test } from 'vitest';
import { createBlindOrder } from './blind-order.ts';

const candidates = ['one', 'two', 'three'];
const order = createBlindOrder(Buffer.alloc(32, 1));
const namesOf = (rater: string, dataRowId = 'row', draw = order) =>
  draw(candidates, { evaluationId: 'evaluation', dataRowId, rater }).map(
    ({ candidateId }) => candidateId,
  );
const many = Array.from({ length: 60 }, (_, index) => `user:${index}`);

test('the order is the same for the same person and prompt, whichever way candidates are listed', () => {
  const seed = { evaluationId: 'evaluation', dataRowId: 'row', rater: 'user:1' };
  const once = order(candidates, seed);
  expect(once.map(({ label }) => label)).toEqual(['A', 'B', 'C']);
  expect(order(candidates.toReversed(), seed)).toEqual(once);
});

test('people, prompts and deployments have orders of their own', () => {
  const orders = (read: (rater: string) => string[]) =>
    new Set(many.map((one) => read(one).join()));
  expect(orders((rater) => namesOf(rater)).size).toBe(6);
  expect(orders((row) => namesOf('user:1', row)).size).toBe(6);
  const other = createBlindOrder(Buffer.alloc(32, 2));
  const isSame = many.filter(
    (rater) => namesOf(rater).join() === namesOf(rater, 'row', other).join(),
  );
  expect(isSame.length).toBeLessThan(30);
});
