import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startScriptedModel } from '../runs/testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  registerEcho,
  startRun,
  waitForEnd,
} from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createStranger } from './testing/stranger.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

test('what belongs to another organisation is not there: not read, changed, used or listed', async () => {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, ['ours']);
  const runId = await startRun(hub, modelId, datasetId);
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  const headers = { authorization: `Bearer ${await createStranger(hub.database)}` };
  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
    const url = `/api/v1${path}`;
    return hub.app.inject({ method, url, headers, ...(body && { payload: body }) });
  };

  const asked = [
    await ask('GET', `/models/${modelId}`),
    await ask('PATCH', `/models/${modelId}`, { enabled: false }),
    await ask('POST', `/models/${modelId}/check`),
    await ask('DELETE', `/models/${modelId}`),
    await ask('GET', `/datasets/${datasetId}`),
    await ask('GET', `/datasets/${datasetId}/data-rows`),
    await ask('POST', `/datasets/${datasetId}/import?format=files`),
    await ask('GET', `/data-rows/${item?.dataRow.id}`),
    await ask('GET', `/data-rows/${item?.dataRow.id}/asset`),
    await ask('POST', '/runs', { modelId, datasetId }),
    await ask('GET', `/runs/${runId}`),
    await ask('GET', `/runs/${runId}/summary`),
    await ask('GET', `/runs/${runId}/events`),
    await ask('GET', `/runs/${runId}/items`),
    await ask('GET', `/runs/${runId}/export?format=jsonl`),
    await ask('POST', `/runs/${runId}/cancel`),
    await ask('POST', `/runs/${runId}/retry`, {}),
    await ask('GET', `/items/${item?.id}`),
  ];
  const inferring = await hub.app.inject({
    method: 'POST',
    url: `/compat/v7/ai/models/${modelId}/infer`,
    headers,
    payload: { image: { base64: 'aGVsbG8=' } },
  });
  expect([inferring.statusCode, inferring.json().errors.code]).toEqual([404, 'INPUT_NOT_FOUND']);
  for (const answer of asked) {
    expect([answer.raw.req.url, answer.statusCode, answer.json().code]).toEqual([
      answer.raw.req.url,
      404,
      'INPUT_NOT_FOUND',
    ]);
  }
  for (const list of ['/models', '/datasets', '/runs']) {
    expect((await ask('GET', list)).json()).toEqual({ items: [], nextCursor: null });
  }
});

test('each organisation has a team number of its own, and nobody registers for the team of another', async () => {
  const ask = (authorization: string) =>
    hub.app.inject({ url: '/compat/v7/api/users/token_info', headers: { authorization } });
  const ours = (await ask(`ApiKey ${hub.apiKey}`)).json().selected_team;
  const authorization = `ApiKey ${await createStranger(hub.database)}`;
  const theirs = (await ask(authorization)).json().selected_team;
  expect(theirs).toMatchObject({ name: 'Others' });
  expect(theirs.id).not.toBe(ours.id);
  const answer = await hub.app.inject({
    method: 'POST',
    url: '/compat/v7/ai/trained_models',
    headers: { authorization },
    payload: { name: 'Ours', team_id: ours.id, external_url: 'http://127.0.0.1:9', classes: [] },
  });
  expect(answer.statusCode).toBe(404);
  expect(answer.json().errors.code).toBe('INPUT_NOT_FOUND');
});
