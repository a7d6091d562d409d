import { expect, test } from 'vitest';
import { estimateRun, type MeasuredRun } from './run-estimate.ts';

const limits = { requestsPerSecond: null, concurrency: 4 };
const measured: MeasuredRun = {
  runId: '0199a000-0000-7000-8000-000000000001',
  runName: 'Before',
  revision: 2,
  calls: 100,
  latencyMs: 200,
  itemsPerSecond: 10,
  tokensPerCall: 350,
};
const chosen = { items: 1000, unsupported: 0, limits };

test('the pace of an earlier run says how long it takes', () => {
  const told = estimateRun({ ...chosen, measured });
  expect(told).toMatchObject({ calls: 1000, seconds: 100, basis: 'pace', tokens: 350_000 });
});

test('without a pace, the latency and the calls at once say it', () => {
  const told = estimateRun({ ...chosen, measured: { ...measured, itemsPerSecond: null } });
  expect(told).toMatchObject({ seconds: 50, basis: 'latency' });
});

test('nothing is quicker than the limit of the rate', () => {
  const slow = { requestsPerSecond: 2, concurrency: 4 };
  const told = estimateRun({ ...chosen, limits: slow, measured });
  expect(told).toMatchObject({ seconds: 500, basis: 'rate' });
  expect(estimateRun({ ...chosen, limits: slow, measured: null })).toMatchObject({
    seconds: 500,
    basis: 'rate',
    tokens: null,
  });
});

test('where nothing was measured and nothing limits, no time is told', () => {
  expect(estimateRun({ ...chosen, measured: null })).toMatchObject({
    calls: 1000,
    seconds: null,
    basis: null,
  });
});

test('rows that the model does not take are no calls, and what is not counted is no number', () => {
  expect(estimateRun({ ...chosen, unsupported: 300, measured })).toMatchObject({ calls: 700 });
  expect(estimateRun({ ...chosen, items: null, measured })).toMatchObject({
    calls: null,
    seconds: null,
    tokens: null,
  });
});
