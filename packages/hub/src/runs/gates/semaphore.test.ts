import { expect, test } from 'vitest';
import { createSemaphore } from './semaphore.ts';

const never = new AbortController().signal;

test('no more than the limit hold a place at once', async () => {
  const places = createSemaphore(2);
  const entered: number[] = [];
  const all = [1, 2, 3].map((n) => places.acquire(never).then(() => entered.push(n)));
  await Promise.all(all.slice(0, 2));
  expect(entered).toEqual([1, 2]);
  places.release();
  await all[2];
  expect(entered).toEqual([1, 2, 3]);
});

test('a raised limit lets those in who wait', async () => {
  const places = createSemaphore(1);
  await places.acquire(never);
  const second = places.acquire(never);
  places.setLimit(2);
  await second;
});

test('a lowered limit holds back until enough places are free', async () => {
  const places = createSemaphore(2);
  await places.acquire(never);
  await places.acquire(never);
  places.setLimit(1);
  let isIn = false;
  const third = places.acquire(never).then(() => {
    isIn = true;
  });
  places.release();
  await Promise.resolve();
  expect(isIn).toBe(false);
  places.release();
  await third;
});

test('who gives up waiting leaves the line and takes no place', async () => {
  const places = createSemaphore(1);
  await places.acquire(never);
  const patience = new AbortController();
  const impatient = places.acquire(patience.signal);
  patience.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  places.release();
  await places.acquire(never);
});
