import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../runs/testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  registerEcho,
  startRun,
  waitForEnd,
} from '../runs/testing/start-run.ts';
import { createAsking } from '../testing/asking.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createStranger } from './testing/stranger.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

/** Another organisation with a model, a dataset and a run of its own. */
async function openOthers(model: ScriptedModel) {
  const others = { ...hub, ...createAsking(hub.app, await createStranger(hub.database)) };
  const modelId = await registerEcho(others, model);
  const datasetId = await importTexts(others, ['theirs']);
  const runId = await startRun(others, modelId, datasetId);
  await waitForEnd(others, runId);
  return { others, modelId, datasetId, runId };
}

test('what belongs to another organisation is not found by an id in a body or a query either (fault W9)', async () => {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const datasetId = await importTexts(hub, ['ours']);
  const runId = await startRun(hub, modelId, datasetId);
  const { model: used } = await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  const candidates = [{ kind: 'run', runId }];
  const evaluated = await hub.ask('POST', '/api/v1/evaluations', {
    name: 'Ours',
    datasetId,
    candidates,
  });
  expect(evaluated.status).toBe(201);
  const theirs = await openOthers(model);
  const dataRowIds = [item?.dataRow.id];
  const ask = (path: string, body: object) => theirs.others.ask('POST', `/api/v1${path}`, body);

  const asked = [
    await ask(`/models/${theirs.modelId}/ask`, { dataRowId: item?.dataRow.id }),
    await ask('/runs', { modelId, datasetId: theirs.datasetId }),
    await ask('/runs', { modelId: theirs.modelId, datasetId }),
    await ask('/runs', {
      modelId: theirs.modelId,
      datasetId: theirs.datasetId,
      selection: { dataRowIds },
    }),
    await ask(`/runs/${theirs.runId}/retry`, { itemIds: [item?.id] }),
    await ask(`/runs/${theirs.runId}/ignore`, { itemIds: [item?.id] }),
    await ask(`/runs/${theirs.runId}/restore`, { itemIds: [item?.id] }),
    await ask(`/runs/${theirs.runId}/decode-again`, { itemIds: [item?.id] }),
    await ask(`/runs/${theirs.runId}/decode-again`, { revisionId: used.revisionId }),
    await ask('/evaluations', { name: 'Theirs', datasetId, candidates }),
    await ask('/evaluations', { name: 'Theirs', datasetId: theirs.datasetId, candidates }),
    await ask('/evaluations', {
      name: 'Theirs',
      datasetId: theirs.datasetId,
      candidates: [{ kind: 'model', modelId: theirs.modelId }],
      scores: [{ settings: { kind: 'judge', modelId } }],
    }),
  ];
  for (const { status, body } of asked) {
    expect([status, body.code]).toEqual([404, 'INPUT_NOT_FOUND']);
  }
  for (const filter of [`modelId=${modelId}`, `datasetId=${datasetId}`]) {
    for (const list of ['runs', 'evaluations']) {
      const { body } = await theirs.others.ask('GET', `/api/v1/${list}?${filter}`);
      expect(body).toEqual({ items: [], nextCursor: null });
    }
  }
  const rows = `/api/v1/datasets/${theirs.datasetId}/data-rows`;
  const { body: found } = await theirs.others.ask('GET', `${rows}?modelId=${modelId}`);
  expect(found).toEqual({ items: [], nextCursor: null });
  const { body: places } = await theirs.others.ask('GET', `${rows}/places?modelId=${modelId}`);
  expect(places).toMatchObject({ total: 0, cursors: [] });
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
