import { findLatencyBucket, latencyBucketCount } from '@patchbay/core/run/latency-histogram.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerEcho, startScriptedModel } from './testing/scripted-model.ts';
import { importTexts, readRun, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

/** A run of which some items failed, and that waits for the last until `finish` is called. */
async function openRun() {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const model = await startScriptedModel(async (call, response) => {
    if (call.text === 'text 5') await finished;
    if (call.text === 'text 1') response.writeHead(400).end();
    else if (call.text === 'text 2') response.writeHead(404).end();
    else answerEcho(response, call.text);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model, { limits: { concurrency: 1 } });
  const runId = await startRun(hub, modelId, await importTexts(hub, numbered(6)));
  await expect.poll(async () => (await readRun(hub, runId)).counts.pending).toBe(1);
  return { runId, finish };
}

/** All events of a run until it has ended, each with its id. `onEvent` hears that the first has come. */
async function follow(runId: string, lastEventId?: string, onEvent?: () => void) {
  const answer = await hub.app.inject({
    method: 'GET',
    payloadAsStream: true,
    url: `/api/v1/runs/${runId}/events`,
    headers: {
      authorization: `Bearer ${hub.apiKey}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  let body = '';
  for await (const piece of answer.stream()) {
    body += String(piece);
    if (body.includes('data: {')) onEvent?.();
  }
  return body.split('\n\n').flatMap((event) => {
    const data = /^data: (\{.+)$/m.exec(event)?.[1];
    const id = /^id: (.+)$/m.exec(event)?.[1];
    return data === undefined ? [] : [{ id, progress: JSON.parse(data) as RunProgress }];
  });
}

test('a moment tells what is in flight, what failed by code, and how long calls take', async () => {
  const { runId, finish } = await openRun();
  const latencies: number[] = Array.from({ length: latencyBucketCount }, () => 0);
  latencies[findLatencyBucket(20)] = 98;
  latencies[findLatencyBucket(900)] = 2;
  await hub.database.pool.query(
    `insert into run_beats (run_id, worker_id, organisation_id, in_flight, latencies, seen_at)
     select id, gen_random_uuid(), organisation_id, 1, $2, now() + interval '1 hour'
     from runs where id = $1`,
    [runId, latencies],
  );
  const [first] = await follow(runId, undefined, finish);
  expect(first?.progress).toMatchObject({
    state: 'running',
    counts: { total: 6, pending: 1, succeeded: 3, failed: 2 },
    inFlight: 1,
  });
  expect(new Set(first?.progress.failures)).toEqual(
    new Set([
      { code: 'MODEL_REQUEST_REJECTED', count: 1 },
      { code: 'MODEL_NOT_FOUND', count: 1 },
    ]),
  );
  const { p50 = 0, p95 = 0, p99 = 0 } = first?.progress.latencyMs ?? {};
  expect(p50 / 20).toBeCloseTo(1, 1);
  expect(p95 / 20).toBeCloseTo(1, 1);
  expect(p99 / 900).toBeCloseTo(1, 1);
});

test('who comes back with the id of the last event is given what is newer, in order, to the end', async () => {
  const { runId, finish } = await openRun();
  const before = follow(runId);
  finish();
  const seen = await before;
  const ids = seen.map(({ id }) => id ?? '');
  expect(ids).toEqual(seen.map(({ progress }) => progress.at));
  expect(ids).toEqual(ids.toSorted());
  await waitForEnd(hub, runId);
  const again = await follow(runId, ids.at(-1));
  expect(again.map(({ progress }) => progress.state)).toEqual(['completed']);
  expect((again[0]?.id ?? '') > (ids.at(-1) ?? '')).toBe(true);
});

test('a run that is cancelled is followed until none of its items waits', async () => {
  const { runId } = await openRun();
  const events = follow(runId);
  await hub.ask('POST', `/api/v1/runs/${runId}/cancel`);
  const last = (await events).at(-1);
  expect(last?.progress).toMatchObject({
    state: 'cancelled',
    counts: { pending: 0, cancelled: 1 },
  });
});
