import type { ItemDetail, ItemView } from '@patchbay/core/api/item-routes.ts';
import type { RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import { expect } from 'vitest';
import type { TestHub } from '../../testing/test-hub.ts';
import type { ScriptedModel } from './scripted-model.ts';

/** Registers a model that echoes texts. */
export async function registerEcho(
  hub: TestHub,
  model: Pick<ScriptedModel, 'url'>,
  changes: object = {},
): Promise<string> {
  const { status, body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `Echo ${crypto.randomUUID()}`,
    protocol: 'foundry',
    connection: { url: model.url },
    dataRowTypes: ['text'],
    ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
    ...changes,
  });
  expect(status).toBe(201);
  return body.model.id;
}

/** A dataset of one text for each line. */
export async function importTexts(hub: TestHub, lines: readonly string[]): Promise<string> {
  const name = `Texts ${crypto.randomUUID()}`;
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name });
  const url = `/api/v1/datasets/${body.id}/import?format=text-lines`;
  const { status } = await hub.upload(url, { 'texts.txt': lines.join('\n') });
  expect(status).toBe(200);
  return body.id;
}

/** Starts a run over the whole dataset, with other options where they are given. */
export async function startRun(
  hub: TestHub,
  modelId: string,
  datasetId: string,
  options: object = {},
): Promise<string> {
  const input = { modelId, datasetId, ...options };
  const { status, body } = await hub.ask<RunView>('POST', '/api/v1/runs', input);
  expect(status).toBe(201);
  return body.id;
}

export async function readRun(hub: TestHub, runId: string): Promise<RunView> {
  return (await hub.ask<RunView>('GET', `/api/v1/runs/${runId}`)).body;
}

export async function readSummary(hub: TestHub, runId: string): Promise<RunSummary> {
  return (await hub.ask<RunSummary>('GET', `/api/v1/runs/${runId}/summary`)).body;
}

/** Waits until a run has ended. */
export async function waitForEnd(hub: TestHub, runId: string): Promise<RunView> {
  await expect
    .poll(async () => (await readRun(hub, runId)).state, { timeout: 25_000 })
    .toMatch(/completed|cancelled|failed/);
  return readRun(hub, runId);
}

export async function listItems(hub: TestHub, runId: string, query = ''): Promise<ItemView[]> {
  const url = `/api/v1/runs/${runId}/items?limit=200${query}`;
  return (await hub.ask<{ items: ItemView[] }>('GET', url)).body.items;
}

export async function readItem(hub: TestHub, itemId: string): Promise<ItemDetail> {
  return (await hub.ask<ItemDetail>('GET', `/api/v1/items/${itemId}`)).body;
}
