import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { summariser } from '@patchbay/example-models/summariser.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAccessibilityFaults } from './accessibility.ts';
import { measureOverflow, waitUntilRead } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { type StoryHub, startStoryHub } from './stories/story-hub.ts';

/** Every page with something on it, wide in light and as narrow as a telephone in dark. */

const folder = join(import.meta.dirname, '../examples/datasets');
const pictures = ['label-01.jpg', 'label-06.webp', 'parcel-02.jpg'];

let servers: Awaited<ReturnType<typeof serveModel>>[];
let hub: StoryHub;
let page: Page;
const ids: { [name: string]: string } = {};

async function importFiles(dataset: string, names: readonly string[], from: string): Promise<void> {
  const form = new FormData();
  for (const name of names) {
    form.append('files', new Blob([await readFile(join(folder, from, name))]), name);
  }
  await hub.send(`datasets/${dataset}/import?format=files`, form);
}

async function register(newModel: object): Promise<string> {
  return (await hub.post('models', newModel)).model.id;
}

beforeAll(async () => {
  servers = await Promise.all([
    serveModel(barcodeReader, { protocols: ['v7'] }),
    serveModel(summariser, { protocols: ['openai-chat'] }),
  ]);
  const [reader, chat] = servers;
  hub = await startStoryHub(servers.map(({ url }) => new URL(url).host));
  page = hub.page;
  await signIn(page, hub);
  ids.model = await register({
    name: 'Barcode reader',
    readme: '# Reads codes',
    protocol: 'v7',
    connection: { url: reader?.url },
  });
  ids.chat = await register({
    name: 'Summariser',
    protocol: 'openai-chat',
    connection: { url: `${chat?.url}/v1`, model: 'textrank' },
    ontology: summariser.ontology,
  });
  ids.dataset = (await hub.post('datasets', { name: 'Parcels' })).id;
  await importFiles(ids.dataset, pictures, 'labels');
  const start = { modelId: ids.model, datasetId: ids.dataset };
  ids.run = (await hub.post('runs', start)).id;
  ids.other = (await hub.post('runs', start)).id;
  await page.goto(`${hub.url}/runs/${ids.other}`);
  await page.locator('header').getByText('completed').waitFor({ timeout: 60_000 });
  await page.goto(`${hub.url}/runs/${ids.run}`);
  await page.locator('header').getByText('completed').waitFor({ timeout: 60_000 });
  const item = page.getByRole('link', { name: 'label-01.jpg' }).first();
  ids.item = new URL((await item.getAttribute('href')) ?? '', hub.url).pathname;
});
afterAll(async () => {
  await hub?.stop();
  await Promise.all((servers ?? []).map((server) => server.close()));
});

/** Where each page is, and what is on it once all is there. */
const pages: readonly [name: string, path: () => string, seen: string | RegExp][] = [
  ['runs', () => '/runs', 'Barcode reader'],
  ['a new run', () => `/runs/new?model=${ids.model}&dataset=${ids.dataset}`, /Preview/],
  ['a run', () => `/runs/${ids.run}`, 'label-01.jpg'],
  ['an item', () => ids.item ?? '', 'What happened'],
  ['two runs compared', () => `/runs/compare?a=${ids.run}&b=${ids.other}`, /Compare/],
  ['evaluations', () => '/evaluations', /evaluation/i],
  ['a new evaluation', () => '/evaluations/new', /Prompt/],
  ['models', () => '/models', 'Summariser'],
  ['a new model', () => '/models/new', /contract/i],
  ['a model', () => `/models/${ids.model}`, 'Reads codes'],
  ['the settings of a model', () => `/models/${ids.model}?tab=settings`, 'Availability'],
  ['the usage of a model', () => `/models/${ids.model}?tab=usage`, /calls/i],
  ['the playground', () => `/models/${ids.model}/playground`, /Run|Ask/],
  ['the sandbox', () => `/sandbox?models=${ids.chat}`, 'System prompt'],
  ['datasets', () => '/datasets', 'Parcels'],
  ['a dataset', () => `/datasets/${ids.dataset}`, 'label-06.webp'],
  ['the audit', () => '/audit', /Run started/],
  ['people', () => '/settings/people', 'ada@example.org'],
  ['keys', () => '/settings/keys', /New API key/],
  ['egress', () => '/settings/egress', /Allowed addresses/],
  ['storage', () => '/settings/storage', /Together/],
  ['help', () => '/help', /Glossary/],
];

async function open(path: string, seen: string | RegExp): Promise<void> {
  await page.goto(hub.url + path);
  await page.getByText(seen).filter({ visible: true }).first().waitFor();
  await waitUntilRead(page);
}

describe.each([
  ['light', 1440],
  ['dark', 390],
] as const)('in %s, %d pixels wide', (colorScheme, width) => {
  beforeAll(async () => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
  });

  test.each(pages)('the page of %s has no fault that a program can find', async (_, path, seen) => {
    await open(path(), seen);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await measureOverflow(page)).toBe(0);
    expect(hub.complaints).toEqual([]);
  });
});
