import type { ComparisonPage } from '@patchbay/core/api/run-comparison.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStranger } from '../access/testing/stranger.ts';
import {
  answerEcho,
  type ScriptedModel,
  startScriptedModel,
} from '../runs/testing/scripted-model.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let model: ScriptedModel;
/** The model answers otherwise in the second run. */
let isSecond = false;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel((call, response) => {
    if (isSecond && call.text === 'text 2') response.writeHead(400).end('no');
    else answerEcho(response, isSecond && call.text === 'text 4' ? 'other words' : call.text);
  });
});
afterAll(async () => {
  await model.close();
  await hub.end();
});

let begun: Promise<readonly [string, string]> | null = null;

/** Two runs over the same texts, made once for all tests. */
function findRuns(): Promise<readonly [string, string]> {
  begun ??= runTwice();
  return begun;
}

async function runTwice(): Promise<readonly [string, string]> {
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(
    hub,
    Array.from({ length: 7 }, (_, index) => `text ${index}`),
  );
  const first = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, first);
  isSecond = true;
  const second = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, second);
  return [first, second];
}

async function compare(query = '', runs?: readonly [string, string]): Promise<ComparisonPage> {
  const [one, other] = runs ?? (await findRuns());
  const url = `/api/v1/runs/${one}/comparison?otherId=${other}${query}`;
  const { status, body } = await hub.ask<ComparisonPage>('GET', url);
  expect(status).toBe(200);
  return body;
}

test('what two runs say otherwise is listed with its data row, and all of it is counted', async () => {
  const { items, ...page } = await compare();
  expect(page).toEqual({
    looked: 7,
    compared: 6,
    oneSided: 1,
    missing: 0,
    classes: [{ class: 'echo', added: 0, removed: 0, changed: 1, same: 5 }],
    nextCursor: null,
  });
  expect(
    items.map(({ dataRow, otherState, counts }) => [dataRow.excerpt, otherState, counts]),
  ).toEqual([
    ['text 2', 'failed', null],
    ['text 4', 'succeeded', { added: 0, removed: 0, changed: 1, same: 0 }],
  ]);
});

test('parts of it add up to the whole', async () => {
  let cursor: string | null = null;
  const seen = { looked: 0, items: 0 };
  do {
    const page: ComparisonPage = await compare(`&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    seen.looked += page.looked;
    seen.items += page.items.length;
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual({ looked: 7, items: 2 });
});

test('no more than 50 data rows are compared by one request, so that few predictions are in memory', async () => {
  const [one, other] = await findRuns();
  const url = `/api/v1/runs/${one}/comparison?otherId=${other}`;
  expect((await hub.ask('GET', `${url}&limit=50`)).status).toBe(200);
  expect((await hub.ask('GET', `${url}&limit=51`)).status).toBe(400);
});

test('a run is the same as itself', async () => {
  const [first] = await findRuns();
  expect(await compare('', [first, first])).toMatchObject({ items: [], compared: 7 });
});

test('a run of another organisation is not there to be compared with', async () => {
  const stranger = await createStranger(hub.database);
  const [first, second] = await findRuns();
  const answer = await hub.app.inject({
    url: `/api/v1/runs/${first}/comparison?otherId=${second}`,
    headers: { authorization: `Bearer ${stranger}` },
  });
  expect(answer.statusCode).toBe(404);
  const unknown = '0199a000-0000-7000-8000-000000000000';
  const url = `/api/v1/runs/${first}/comparison?otherId=${unknown}`;
  expect((await hub.ask('GET', url)).status).toBe(404);
});
