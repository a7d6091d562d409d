import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { answerEcho, startScriptedModel } from '../testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

interface BeatRow {
  worker_id: string;
  in_flight: number;
  latencies: number[];
}

async function readBeats(runId: string): Promise<BeatRow[]> {
  const { rows } = await hub.database.pool.query<BeatRow>(
    'select worker_id, in_flight, latencies from run_beats where run_id = $1',
    [runId],
  );
  return rows;
}

test('a worker tells once a second how many calls are under way and how long they took, and takes it back at the end', async () => {
  const held = Promise.withResolvers<void>();
  const model = await startScriptedModel(async (call, response) => {
    if (call.text !== 'first') await held.promise;
    answerEcho(response, call.text);
  });
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const runId = await startRun(hub, modelId, await importTexts(hub, ['first', 'a', 'b', 'c']));
  await expect
    .poll(async () => (await readBeats(runId)).map((beat) => beat.in_flight), { timeout: 5000 })
    .toEqual([3]);
  const [beat] = await readBeats(runId);
  expect(beat?.worker_id).toBe(hub.id);
  expect(beat?.latencies.reduce((sum, count) => sum + count, 0)).toBe(1);
  held.resolve();
  await waitForEnd(hub, runId);
  await expect.poll(() => readBeats(runId)).toEqual([]);
});
