import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPixelBudget } from './pixel-budget.ts';

test('small images are decoded together, large ones wait until there is room, in their order (fault F5)', async () => {
  const budget = createPixelBudget(100);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const decode = (name: string, pixels: number) =>
    budget.spend(pixels, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const all = [decode('a', 40), decode('b', 50), decode('c', 90), decode('d', 10)];
  await setImmediate();
  expect(begun).toEqual(['a', 'b']);
  ends.get('a')?.();
  await setImmediate();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.();
  await setImmediate();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  for (const end of ends.values()) end();
  await Promise.all(all);
});

test('an image larger than all that may be decoded is decoded alone, and a failure gives its room back', async () => {
  const budget = createPixelBudget(100);
  await expect(budget.spend(500, () => Promise.reject(new Error('damaged')))).rejects.toThrow();
  expect(await budget.spend(500, async () => 'decoded')).toBe('decoded');
});
