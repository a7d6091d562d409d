import { expect, onTestFinished, test, vi } from 'vitest';
import { createWatchedReading } from './watched-reading.ts';

test('those who watch get the same until it has rested, and a failure is not kept', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const watched = createWatchedReading<number>();
  let reads = 0;
  const read = async () => {
    reads += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (reads === 2) throw new Error('away');
    return reads;
  };
  const both = Promise.all([watched('one', read), watched('one', read)]);
  await vi.advanceTimersByTimeAsync(100);
  expect(await both).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(399);
  expect(await watched('one', read)).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  const failing = expect(watched('one', read)).rejects.toThrow('away');
  await vi.advanceTimersByTimeAsync(101);
  await failing;
  const other = watched('one', read);
  await vi.advanceTimersByTimeAsync(100);
  expect(await other).toBe(3);
});
