import type { Agent } from 'undici';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createAgents } from './agents.ts';
import { createEgressGuard } from './egress-guard.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Has calls of so many models, each with an authority of its own, look for connections in turn: whose those are. */
function openAgents() {
  const agents = createAgents(createEgressGuard({ allow: [] }));
  onTestFinished(() => agents.destroy());
  return (models: number) =>
    Array.from({ length: models }, (_, index) => agents.findOwn(`authority ${index}`).dispatcher);
}

test('models that are called in turn keep their connections, however many have an authority of their own', () => {
  const findAll = openAgents();
  const first = findAll(200);
  vi.advanceTimersByTime(59_000);
  const second = findAll(200);
  expect(second.filter((dispatcher, index) => dispatcher !== first[index])).toEqual([]);
});

test('connections that nobody uses any more are closed, but for the 32 that were used last', () => {
  const findAll = openAgents();
  const first = findAll(200);
  vi.advanceTimersByTime(61_000);
  const [used] = findAll(1);
  expect(used).toBe(first[0]);
  const open = first.filter((dispatcher) => !(dispatcher as Agent).closed);
  expect(open).toEqual([first[0], ...first.slice(-31)]);
});

test('no more connections than those for 256 authorities are kept, whoever uses them', () => {
  const findAll = openAgents();
  const first = findAll(300);
  expect(first.filter((dispatcher) => !(dispatcher as Agent).closed)).toEqual(first.slice(-256));
});
