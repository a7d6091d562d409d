import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createDatabase } from '../database/database.ts';
import { createLogger } from '../logger.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import {
  evaluate,
  importPrompts,
  readEvaluation,
  registerChat,
  startChat,
  waitUntilSettled,
} from './testing/evaluate.ts';

/** A hub that answers, and leaves the work on runs to others. */
let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers: 0 });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Starts another hub on the same database and folder, as in a process of its own. */
async function startBeside() {
  const { dataFolder } = hub;
  const config = readConfig({}, { dataFolder, logLevel: 'silent', egressAllow: ['127.0.0.1'] });
  const database = createDatabase(hub.database.url, { maximumConnections: 8 });
  const beside = await compose(config, database, createLogger('silent'));
  await beside.startWorkers();
  return {
    async end() {
      await beside.app.close();
      await beside.drain();
      await database.close();
    },
  };
}

test('an evaluation is carried on by whichever hubs are there: nothing is lost, and nobody is asked twice', async () => {
  const chat = await startChat((message) => `An answer to ${message}`);
  const judge = await startChat(() => '{"score": 4, "reason": "It answers."}');
  const prompts = ['prompt', 'one', 'two', 'three', 'four'].join('\n');
  const { id } = await evaluate(hub, {
    datasetId: await importPrompts(hub, prompts),
    candidates: [{ kind: 'model', modelId: await registerChat(hub, chat, 'Chat') }],
    scores: [{ settings: { kind: 'judge', modelId: await registerChat(hub, judge, 'Judge') } }],
  });
  const first = await startBeside();
  await expect
    .poll(async () => (await readEvaluation(hub, id)).candidates[0]?.answers.answered, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
  await first.end();
  const [second, third] = [await startBeside(), await startBeside()];
  const view = await waitUntilSettled(hub, id);
  expect(view.candidates[0]?.answers).toMatchObject({ answered: 4, failed: 0, missing: 0 });
  const { body } = await hub.ask('GET', `/api/v1/evaluations/${id}/results`);
  expect(body).toMatchObject({
    scores: [{ results: [{ marked: 4, open: 0, mean: { mean: 4 } }] }],
  });
  expect(view.scores[0]?.runs).toHaveLength(1);
  expect([chat.calls.length, judge.calls.length]).toEqual([4, 4]);
  await second.end();
  await third.end();
  await chat.close();
  await judge.close();
}, 60_000);
