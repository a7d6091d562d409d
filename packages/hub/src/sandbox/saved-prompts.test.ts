import type { SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStranger } from '../access/testing/stranger.ts';
import { registerEcho } from '../runs/testing/start-run.ts';
import { createAsking } from '../testing/asking.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let modelId: string;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  modelId = await registerEcho(hub, { url: 'http://127.0.0.1:9' });
});
afterAll(() => hub.end());

const contentOf = (model: string) => ({
  system: 'Be brief.',
  turns: [[{ type: 'text', text: 'Why is the sky blue?' }]],
  columns: [{ modelId: model, parameters: { temperature: 0.5 } }],
});

function save(name: string, model = modelId) {
  const prompt = { name, content: contentOf(model) };
  return hub.ask<SavedPromptDetail & { code: string }>(
    'POST',
    '/api/v1/sandbox/saved-prompts',
    prompt,
  );
}

async function listNames(query: string): Promise<string[]> {
  const url = `/api/v1/sandbox/saved-prompts?${query}`;
  const { body } = await hub.ask<{ items: { name: string }[] }>('GET', url);
  return body.items.map(({ name }) => name);
}

test('a prompt is saved, found by words of its name, opened, renamed, overwritten and deleted', async () => {
  const { status, body: saved } = await save('Sky, simple');
  expect(status).toBe(201);
  await save('Rain');
  expect(await listNames('')).toEqual(['Rain', 'Sky, simple']);
  expect(await listNames('search=SKY')).toEqual(['Sky, simple']);
  const url = `/api/v1/sandbox/saved-prompts/${saved.id}`;
  expect((await hub.ask('GET', url)).body).toMatchObject({
    name: 'Sky, simple',
    createdBy: 'test',
    turnCount: 1,
    content: contentOf(modelId),
  });
  const other = { ...contentOf(modelId), system: null };
  const { changedAt: readAt } = saved;
  const changed = await hub.ask('PATCH', url, { name: 'Sky', content: other, readAt });
  expect(changed.body).toMatchObject({ name: 'Sky', content: { system: null } });
  // Whoever read it before that does not overwrite it unseen.
  const late = await hub.ask('PATCH', url, { content: contentOf(modelId), readAt });
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'INPUT_CHANGED_MEANWHILE', message: expect.stringContaining('test has changed') },
  });
  expect((await hub.app.inject({ method: 'DELETE', url, headers: key() })).statusCode).toBe(204);
  expect((await hub.ask('GET', url)).body).toMatchObject({ code: 'INPUT_NOT_FOUND' });
  const { body: audit } = await hub.ask<{ items: { action: string }[] }>('GET', '/api/v1/audit');
  expect(audit.items.map(({ action }) => action).slice(0, 2)).toEqual([
    'saved-prompt:removed',
    'saved-prompt:changed',
  ]);
});

const key = () => ({ authorization: `Bearer ${hub.apiKey}` });

test('a name is taken once; another organisation has its own', async () => {
  expect((await save('Twice')).status).toBe(201);
  expect((await save('Twice')).body).toMatchObject({ code: 'INPUT_NAME_TAKEN' });
  const { body: third } = await save('Thrice');
  const renamed = await hub.ask('PATCH', `/api/v1/sandbox/saved-prompts/${third.id}`, {
    name: 'Twice',
  });
  expect(renamed.body).toMatchObject({ code: 'INPUT_NAME_TAKEN' });
  const others = createAsking(hub.app, await createStranger(hub.database));
  const theirs = { name: 'Twice', content: { system: null, turns: [], columns: [] } };
  expect((await others.ask('POST', '/api/v1/sandbox/saved-prompts', theirs)).status).toBe(201);
});

test('a prompt for a model of another organisation is not saved (fault W9)', async () => {
  const others = { ...hub, ...createAsking(hub.app, await createStranger(hub.database)) };
  const foreign = await registerEcho(others, { url: 'http://127.0.0.1:9' });
  expect((await save('Foreign', foreign)).body).toMatchObject({ code: 'INPUT_NOT_FOUND' });
  const { body: ours } = await save('Ours alone');
  const change = { content: contentOf(foreign) };
  const changed = await hub.ask('PATCH', `/api/v1/sandbox/saved-prompts/${ours.id}`, change);
  expect(changed.body).toMatchObject({ code: 'INPUT_NOT_FOUND' });
});
