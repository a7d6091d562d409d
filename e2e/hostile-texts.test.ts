import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type Hub, startHub } from '@patchbay/hub/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type HostileModel, startHostileModel } from './hostile-texts/hostile-model.ts';
import { misdeeds } from './hostile-texts/misdeeds.ts';
import { foreignHost, inGroups, payloads } from './hostile-texts/payloads.ts';
import { setTraps, type Traps } from './hostile-texts/traps.ts';
import { waitUntilRead } from './page-faults.ts';
import { ownerSettings, signIn } from './sign-in.ts';

/** Hostile texts in every place that takes a text, put there as anybody would, and shown on every page. */

let dataFolder: string;
let model: HostileModel;
let hub: Hub;
let client: HubClient;
let browser: Browser;
let page: Page;
let traps: Traps;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-hostile-'));
  [model, browser] = await Promise.all([startHostileModel(), launchBrowser()]);
  const egressAllow = [new URL(model.answering).host];
  hub = await startHub({ ...ownerSettings, dataFolder, port: 0, egressAllow, logLevel: 'error' });
  client = createHubClient(hub);
  const context = await browser.newContext({ viewport: { width: 1440, height: 2000 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  traps = await setTraps(context, page, hub.url);
  await signIn(page, hub);
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await model?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Payloads that may be names: one line. */
const names = payloads.filter((payload) => /^\P{Cc}{1,120}$/u.test(payload));
const hiding = names.find((name) => name.includes('\u202E')) ?? '';

async function registerHostile(name: string, url: string): Promise<string> {
  const properties = names.map((key) => [
    key,
    { type: 'string', description: key, default: key, enum: [key, 'b'] },
  ]);
  const { model: registered } = await client.models.register({
    name,
    description: payloads.join(' '),
    readme: payloads.join('\n\n'),
    protocol: 'foundry',
    connection: { url },
    ontology: {
      tools: names.map((tool) => ({
        kind: 'entity' as const,
        name: tool,
        classifications: [{ kind: 'free_text' as const, name: tool, instructions: tool }],
      })),
      classifications: [
        { kind: 'free_text', name: 'verdict' },
        {
          kind: 'radio',
          name: 'choice',
          options: names.map((value) => ({ value, label: value })),
        },
      ],
    },
    parametersSchema: { type: 'object', properties: Object.fromEntries(properties) },
    limits: { maximumAttempts: 1, concurrency: 1 },
  });
  return registered.id;
}

async function importHostile(name: string): Promise<string> {
  const { id } = await client.datasets.create({ name });
  const rows = [
    ...inGroups(10).map((group) => ({ id: group[0], text: group.join('\n') })),
    { id: `html ${names[0]}`, html: payloads.join('\n') },
    {
      id: `chat ${names[1]}`,
      messages: payloads.map((content) => ({ role: 'user', name: content.slice(0, 60), content })),
      attachments: [{ type: 'text', text: payloads.join('\n') }],
    },
  ];
  const lines = new Blob([rows.map((row) => JSON.stringify(row)).join('\n')]);
  const report = await client.importFiles(id, 'rows-jsonl', [
    { name: 'rows.jsonl', content: lines },
  ]);
  expect(report).toMatchObject({ imported: rows.length, failed: [] });
  const files = names.map((file) => ({ name: `${file}.txt`, content: new Blob([`In ${file}`]) }));
  await client.importFiles(id, 'files', files);
  return id;
}

async function runToEnd(modelId: string, datasetId: string): Promise<string> {
  const run = await client.runs.start({
    modelId,
    datasetId,
    parameters: { [names[6] ?? '']: names[6] ?? '' },
  });
  await expect.poll(async () => (await client.runs.get({ id: run.id })).state).toBe('completed');
  return run.id;
}

/** Opens a page, unfolds what is folded, and returns the words on it. */
async function look(path: string): Promise<string> {
  await page.goto(`${hub.url}${path}`);
  await waitUntilRead(page);
  const folds = page.locator(
    'summary, [aria-expanded=false]:not([role=combobox]):not([aria-haspopup])',
  );
  for (const fold of await folds.all()) await fold.click({ timeout: 2000 }).catch(() => {});
  for (const whole of await page.getByRole('button', { name: /^Show all/ }).all()) {
    await whole.click();
  }
  return await page.locator('body').innerText();
}

async function expectNothingDone(): Promise<void> {
  // What was asked for last has been tried then.
  await page.waitForLoadState('networkidle');
  expect([...traps.ran]).toEqual([]);
  expect(traps.deeds).toEqual([]);
  expect(traps.violations).toEqual([]);
}

/** The payloads whose words do not stand on a page as they were written. */
function unreadable(text: string, wanted: readonly string[]): string[] {
  const flat = text.replaceAll(/\s+/g, ' ');
  return wanted.filter(
    (payload) => !flat.includes(showControls(payload).replaceAll(/\s+/g, ' ').trim()),
  );
}

describe('texts that somebody else wrote', () => {
  test('of a model: readme, classes, options, parameters, what a check says of it (fault F6)', async () => {
    const id = await registerHostile(names[6] ?? '', model.answering);
    const failing = await registerHostile(hiding, model.failing);
    expect(await look('/models')).toContain(showControls(hiding));
    const tabs = ['overview', 'ontology', 'parameters', 'settings', 'revisions', 'usage'];
    const shown: string[] = [];
    for (const tab of tabs) shown.push(await look(`/models/${id}?tab=${tab}`));
    expect(unreadable(shown.join('\n'), names)).toEqual([]);
    for (const checked of [id, failing]) {
      await look(`/models/${checked}?tab=conformance`);
      await page.getByRole('button', { name: 'Quick check' }).click();
      await page
        .getByText(/Conformant|Not conformant|could not/i)
        .first()
        .waitFor();
      for (const fold of await page.locator('summary').all()) await fold.click();
    }
    await expectNothingDone();
  });

  test('of data rows: names of datasets and files, texts, pages, conversations (fault F6)', async () => {
    const id = await importHostile(names[7] ?? '');
    const text = await look(`/datasets/${id}`);
    expect(text).toContain(showControls(`${hiding}.txt`));
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(
        names.slice(0, 20).map((name) => ({
          name: `${name.replaceAll('/', '')}.png`,
          mimeType: 'image/png',
          buffer: Buffer.from('none'),
        })),
      );
    await page
      .getByText(/could not be read/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Show all/ })
      .click()
      .catch(() => {});
    await expectNothingDone();
  });

  test('of answers and failures: classes, spans, words, choices, excerpts, exchanges (fault F6)', async () => {
    const { items: datasets } = await client.datasets.list({});
    const { items: models } = await client.models.list({});
    const runs: string[] = [];
    for (const { id } of models) runs.push(await runToEnd(id, datasets[0]?.id ?? ''));
    await look('/runs');
    const shown: string[] = [];
    for (const id of runs) {
      shown.push(await look(`/runs/${id}`));
      const { items } = await client.items.list({ id, limit: 100 });
      for (const item of items.slice(0, id === runs[0] ? 11 : 4)) {
        shown.push(await look(`/runs/${id}/items/${item.id}`));
      }
    }
    expect(unreadable(shown.join('\n'), payloads)).toEqual([]);
    await expectNothingDone();
  }, 240_000);

  test('of keys and of the audit, which tells what was done to what (fault F6)', async () => {
    const short = names.map((name) => name.trim()).filter((name) => name.length <= 60);
    for (const name of short) await client.apiKeys.create({ name, scopes: ['runs:read'] });
    const shown = await look('/settings/keys');
    expect(unreadable(shown, short.slice(-20))).toEqual([]);
    expect(unreadable(await look('/audit'), short.slice(-20))).toEqual([]);
    await expectNothingDone();
  });

  test('images in a readme are links that say what they are, and none is loaded (fault F7)', async () => {
    const { items } = await client.models.list({ name: hiding });
    await look(`/models/${items[0]?.id}`);
    const image = page.getByRole('link', { name: '[image: a]' }).first();
    expect(await image.getAttribute('href')).toBe(`https://${foreignHost}/i.png`);
    expect(await image.getAttribute('rel')).toContain('noreferrer');
    expect(await page.locator(`img[src*="${foreignHost}"]`).count()).toBe(0);
    await expectNothingDone();
  });
});

test('the viewer of the API draws itself without anything inline (fault F6)', async () => {
  await page.goto(`${hub.url}/docs`);
  await page.getByText('Register a model from its model.yaml').waitFor();
  await expectNothingDone();
});

describe('the second wall: what the browser refuses although markup asks for it', () => {
  test.for(misdeeds)('%s', async ([_what, directive, misbehave]) => {
    await page.goto(`${hub.url}/runs`);
    traps.violations.length = 0;
    await page.evaluate(misbehave);
    await expect.poll(() => traps.violations.join()).toContain(directive);
    expect([...traps.ran]).toEqual([]);
    expect(traps.deeds.filter((deed) => deed.startsWith('asked'))).toEqual([]);
  });
});

test('on a page that takes no care the same texts run, ask other hosts and open frames', async () => {
  traps.deeds.length = 0;
  await page.goto(model.carelessPage, { waitUntil: 'domcontentloaded' }).catch(() => {});
  await expect.poll(() => traps.ran.size).toBeGreaterThan(12);
  await expect.poll(() => traps.deeds.join()).toMatch(/asked[\s\S]*frame|frame[\s\S]*asked/);
});
