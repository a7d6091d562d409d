import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOut, takePlaces } from './share-out.ts';

const worker = (workerId: string, wanted: number, previews = 0) => ({ workerId, wanted, previews });
const share = (total: number, workers: ReturnType<typeof worker>[], turn = 0) =>
  Object.fromEntries(shareOut(total, workers, turn));

test('workers that want more than there is get the same', () => {
  expect(share(8, [worker('a', 20), worker('b', 20)])).toEqual({ a: 4, b: 4 });
});

test('what one cannot use the others get', () => {
  expect(share(10, [worker('a', 1), worker('b', 20), worker('c', 0)])).toEqual({
    a: 1,
    b: 9,
    c: 0,
  });
});

test('one place goes from worker to worker, turn by turn', () => {
  const workers = ['a', 'b', 'c', 'd'].map((id) => worker(id, 5));
  const holders = [0, 1, 2, 3, 4].map(
    (turn) => Object.entries(share(1, workers, turn)).find(([, places]) => places === 1)?.[0],
  );
  expect(holders).toEqual(['a', 'b', 'c', 'd', 'a']);
});

test('a preview that waits has the first place', () => {
  expect(share(1, [worker('a', 9), worker('b', 1, 1)])).toEqual({ a: 0, b: 1 });
});

test('whatever is wanted, no more is given than there is, and nothing is left that somebody wants', () => {
  const demands = fc.uniqueArray(
    fc.record({ workerId: fc.uuid(), wanted: fc.nat(300), previews: fc.nat(2) }),
    { selector: ({ workerId }) => workerId, maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), demands, fc.nat(), (total, workers, turn) => {
      const given = [...shareOut(total, workers, turn).values()].reduce((sum, n) => sum + n, 0);
      const wanted = workers.reduce(
        (sum, each) => sum + Math.max(each.wanted, each.previews && 1),
        0,
      );
      expect(given).toBe(Math.min(total, wanted));
    }),
  );
});

test('however workers come, go and die between beats, their places are never more than the limit', () => {
  const steps = fc.array(
    fc.record({ who: fc.nat(3), wanted: fc.nat(40), finished: fc.nat(20), dies: fc.boolean() }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32 }), steps, (total, beats) => {
      const table = new Map<string, { places: number; inFlight: number; wanted: number }>();
      for (const [turn, { who, wanted, finished, dies }] of beats.entries()) {
        const workerId = `worker ${who}`;
        const before = table.get(workerId) ?? { places: 0, inFlight: 0, wanted: 0 };
        // Between two beats a worker fills its places and ends some of its calls.
        const inFlight = Math.max(0, Math.max(before.places, before.inFlight) - finished);
        table.delete(workerId);
        if (dies) continue;
        const others = [...table.values()];
        const all = [
          ...[...table].map(([id, row]) => worker(id, row.wanted)),
          worker(workerId, wanted),
        ];
        const own = shareOut(total, all, turn).get(workerId) ?? 0;
        const places = takePlaces(own, total, others);
        table.set(workerId, { places, inFlight, wanted });
        const held = [...table.values()].reduce(
          (sum, row) => sum + Math.max(row.places, row.inFlight),
          0,
        );
        expect(held).toBeLessThanOrEqual(total);
      }
    }),
  );
});
