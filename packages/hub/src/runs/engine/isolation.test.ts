import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIsolation } from './isolation.ts';

test('who works alone waits for those before it, and holds back those after it', async () => {
  const isolation = createIsolation();
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const beside = isolation.beside(() => first.promise.then(() => seen.push('first')));
  const alone = isolation.alone(async () => {
    seen.push('alone begins');
    await new Promise(setImmediate);
    seen.push('alone ends');
  });
  const after = isolation.beside(async () => seen.push('after'));
  await new Promise(setImmediate);
  expect(seen).toEqual([]);
  first.resolve();
  await Promise.all([beside, alone, after]);
  expect(seen).toEqual(['first', 'alone begins', 'alone ends', 'after']);
});

test('work that fails lets the next in', async () => {
  const isolation = createIsolation();
  await expect(isolation.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(isolation.beside(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await isolation.alone(async () => 'yes')).toBe('yes');
});

test('whatever the order, nothing runs beside who works alone, and everything is done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (s, kinds) => {
        const isolation = createIsolation();
        const running = new Set<number>();
        let done = 0;
        const tasks = kinds.map(async (isAlone, index) => {
          await s.schedule(Promise.resolve());
          await isolation[isAlone ? 'alone' : 'beside'](async () => {
            running.add(index);
            if ([...running].some((one) => kinds[one])) expect(running.size).toBe(1);
            await s.schedule(Promise.resolve());
            running.delete(index);
            done += 1;
          });
        });
        await s.waitFor(Promise.all(tasks));
        expect(done).toBe(kinds.length);
      },
    ),
  );
});
