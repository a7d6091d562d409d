import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type HubProcess, startHubProcess, stopHub } from './hub-process.ts';
import { type MisbehavingPath, startMisbehavingModel } from './misbehaving-model.ts';
import { runPatchbay, type Seen } from './patchbay-command.ts';
import { ownerVariables, signIn } from './sign-in.ts';

const ontology = {
  tools: [
    { kind: 'bounding_box' as const, name: 'parcel' },
    { kind: 'mask' as const, name: 'damage' },
    { kind: 'entity' as const, name: 'person' },
  ],
};

const image = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a68' } })
  .png()
  .toBuffer();

let folder: string;
let hub: HubProcess;
let client: HubClient;
let browser: Browser;
let page: Page;
let endpoint: Awaited<ReturnType<typeof startMisbehavingModel>>;
let closedPort: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-bad-input-'));
  endpoint = await startMisbehavingModel();
  closedPort = await findClosedPort();
  const environment = { ...ownerVariables, PATCHBAY_EGRESS_ALLOW: '127.0.0.1' };
  hub = await startHubProcess(join(folder, 'data'), environment);
  client = createHubClient(hub);
  await importRow('Picture', 'picture.png', image);
  await importRow('Sentence', 'sentence.txt', Buffer.from('Ann met Bob at the harbour.'));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(page, hub);
});

afterAll(async () => {
  await browser?.close();
  if (hub) await stopHub(hub);
  await endpoint?.close();
  await rm(folder, { recursive: true, force: true });
});

const patchbay = (...words: string[]) => runPatchbay(join(folder, 'data'), ...words);

describe('what a model does wrong fails its item, with code and remedy, in the terminal and on the page', () => {
  test.for<[string, MisbehavingPath | 'refused', string, keyof typeof errorCodes]>([
    ['refused connections', 'refused', 'Picture', 'MODEL_UNREACHABLE'],
    ['no answer in time', '/silent', 'Picture', 'MODEL_TIMEOUT'],
    ['HTML instead of JSON', '/html', 'Picture', 'MODEL_RESPONSE_NOT_JSON'],
    ['truncated JSON', '/truncated', 'Picture', 'MODEL_RESPONSE_NOT_JSON'],
    ['wrong types', '/wrong-types', 'Picture', 'MODEL_RESPONSE_INVALID'],
    [
      'scores of another length than boxes',
      '/uneven-scores',
      'Picture',
      'MODEL_CONFIDENCE_INVALID',
    ],
    ['run-length that does not fill the image', '/short-mask', 'Picture', 'MODEL_MASK_INVALID'],
    ['spans beyond the text', '/span-beyond', 'Sentence', 'MODEL_SPAN_INVALID'],
  ])('%s', async ([name, path, dataset, code]) => {
    await register(name, path);
    const seen = await patchbay('run', 'start', '--model', name, '--dataset', dataset);
    expect(seen.output).toContain(code);
    expect(oneLine(seen.output)).toContain(errorCodes[code].remedy);
    expect(seen.status).toBe(2);

    const run = await findRun(name);
    expect(run).toMatchObject({ state: 'completed', counts: { total: 1, failed: 1, pending: 0 } });
    await page.goto(`${hub.url}/runs/${run.id}`);
    await page.getByText(errorCodes[code].title).first().waitFor();
    await page.getByText(errorCodes[code].remedy).first().waitFor();
  });

  test('a class that the ontology does not have is kept, marked, and said', async () => {
    await register('unknown class', '/unknown-class');
    const seen = await patchbay('run', 'start', '--model', 'unknown class', '--dataset', 'Picture');
    expect(seen.output).toContain('elephant');
    expect(seen.output).toContain(warningCodes.CLASS_UNKNOWN.title);
    expect(seen.status).toBe(0);
    const run = await findRun('unknown class');
    const { items } = await client.items.list({ id: run.id });
    const prediction = (await client.items.get({ id: items[0]?.id ?? '' })).prediction;
    expect(prediction?.annotations).toMatchObject([{ class: 'elephant', unknownClass: true }]);
    await page.goto(`${hub.url}/runs/${run.id}`);
    await page.getByText('elephant').first().waitFor();
    await page.getByText(warningCodes.CLASS_UNKNOWN.title).first().waitFor();
  });
});

describe('what a person does wrong is refused with what is wanted', () => {
  test('a corrupt image is named, and the others are imported', async () => {
    const photos = join(folder, 'photos');
    await mkdir(photos);
    await writeFile(join(photos, 'good.png'), image);
    await writeFile(join(photos, 'torn.png'), image.subarray(0, 60));
    const seen = await patchbay('dataset', 'import', photos, '--name', 'Photos');
    expect(seen.output).toContain('torn.png');
    expect(seen.output).toContain('INPUT_FILE_UNREADABLE');
    expect(await client.datasets.list({ name: 'Photos' })).toMatchObject({
      items: [{ rowCounts: { image: 1, text: 0 } }],
    });

    const { id } = (await client.datasets.list({ name: 'Photos' })).items[0] ?? { id: '' };
    await page.goto(`${hub.url}/datasets/${id}`);
    await page.locator('input[type=file]').first().setInputFiles(join(photos, 'torn.png'));
    await page.getByText('torn.png').first().waitFor();
    await page.getByText(errorCodes.INPUT_FILE_UNREADABLE.remedy).first().waitFor();
  });

  test('an empty dataset', async () => {
    await register('never called', '/html');
    const { id } = await client.datasets.create({ name: 'Nothing' });
    const seen = await patchbay('run', 'start', '--model', 'never called', '--dataset', 'Nothing');
    expectRefusal(seen, 'INPUT_DATASET_EMPTY');
    await page.goto(`${hub.url}/datasets/${id}`);
    await page
      .getByText(/no data rows|empty|import/i)
      .first()
      .waitFor();
  });

  test('a model.yaml with wrong indentation', async () => {
    const manifest =
      'name: Broken\nontology:\n  classifications:\n    - instructions: a\n        name: b\n';
    const path = join(folder, 'model.yaml');
    await writeFile(path, manifest);
    const seen = await patchbay('model', 'add', path);
    expectRefusal(seen, 'MANIFEST_INVALID');
    expect(seen.output).toMatch(/line 5/i);
    await page.goto(`${hub.url}/models/new`);
    await page.getByRole('radio', { name: 'A model.yaml' }).click();
    await page.getByRole('textbox', { name: 'model.yaml' }).fill(manifest);
    await page
      .getByText(/line 5/i)
      .first()
      .waitFor();
  });

  test('an unknown protocol', async () => {
    const words = ['--name', 'x', '--protocol', 'telepathy', '--url', 'https://example.com'];
    const seen = await patchbay('model', 'add', ...words);
    expectRefusal(seen, 'INPUT_PROTOCOL_UNKNOWN');
    for (const known of ['foundry', 'v7', 'openai-chat']) expect(seen.output).toContain(known);
  });

  test('an unknown model', async () => {
    const seen = await patchbay('run', 'start', '--model', 'nobody', '--dataset', 'Picture');
    expectRefusal(seen, 'INPUT_NOT_FOUND');
    expect(seen.output).toContain('nobody');
    await page.goto(`${hub.url}/models/01a1fdd7-0000-7000-8000-000000000000`);
    await page.getByText('There is nothing at this address').waitFor();
    await page.getByRole('link', { name: 'INPUT_NOT_FOUND' }).waitFor();
  });
});

function expectRefusal(seen: Seen, code: keyof typeof errorCodes): void {
  expect(seen.output).toContain(code);
  expect(oneLine(seen.output)).toContain(errorCodes[code].remedy);
  expect(seen.status).toBe(1);
}

async function importRow(name: string, fileName: string, content: Buffer): Promise<void> {
  const dataset = await client.datasets.create({ name });
  const file = { name: fileName, content: new Blob([new Uint8Array(content)]) };
  const report = await client.importFiles(dataset.id, 'files', [file]);
  expect(report).toMatchObject({ imported: 1, failed: [] });
}

async function register(name: string, path: MisbehavingPath | 'refused'): Promise<void> {
  const url = path === 'refused' ? `http://127.0.0.1:${closedPort}/` : `${endpoint.url}${path}`;
  await client.models.register({
    name,
    protocol: 'foundry',
    connection: { url },
    ontology,
    limits: { timeoutMs: 800, maximumAttempts: 1 },
  });
}

async function findRun(modelName: string) {
  const { items } = await client.runs.list({});
  const run = items.find(({ model }) => model.name === modelName);
  if (!run) throw new Error(`There is no run of ${modelName}.`);
  return run;
}

/** A text as it is without the line breaks that fit it to a terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** A port on which nobody listens. */
async function findClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 9;
}
