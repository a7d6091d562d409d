import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import {
  type ChaosEndpoint,
  startChaosEndpoint,
} from '@patchbay/connect/testing/chaos-endpoint.ts';
import { type Hub, startHub } from '@patchbay/hub/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startCountedRun } from './counting-model.ts';
import { recordProgress, type SeenProgress } from './seen-progress.ts';
import { ownerSettings, signIn } from './sign-in.ts';

/**
 * A person watches a run with one random fault in twenty calls from its start to its end. A long one:
 * `PATCHBAY_WATCH_ITEMS=100000 npm run e2e -- watched-run`.
 */
const items = Number(process.env.PATCHBAY_WATCH_ITEMS ?? 1000);
const patienceMs = 60_000 + items * 10;

let dataFolder: string;
let model: ChaosEndpoint;
let hub: Hub;
let client: HubClient;
let browser: Browser;
let page: Page;
let runId: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-watch-'));
  model = await startChaosEndpoint();
  const egressAllow = [model.host];
  hub = await startHub({ ...ownerSettings, dataFolder, port: 0, egressAllow, logLevel: 'error' });
  client = createHubClient({ url: hub.url, apiKey: hub.apiKey });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await signIn(page, hub);
  await page.goto(hub.url);
  await page.getByText('No runs yet').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await model?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** All that the page showed of the progress until the run had ended. */
async function watchToEnd(): Promise<readonly SeenProgress[]> {
  await page.locator('header').getByText('completed').waitFor({ timeout: patienceMs });
  return await page.evaluate(() => window.seenProgress);
}

test(
  'at every moment that is shown the numbers add up, and the bar never goes back',
  async () => {
    const url = model.urlOf('mixed', { faults: 0.05, seed: 7 });
    const limits = { concurrency: 32, timeoutMs: 1000, maximumAttempts: 3 };
    ({ runId } = await startCountedRun(client, { url }, { items, limits }));
    await recordProgress(page, `${hub.url}/runs/${runId}`);
    const seen = await watchToEnd();
    expect(seen.length).toBeGreaterThan(3);
    for (const { total, succeeded, failed, remaining, inFlight, waiting, done } of seen) {
      expect(succeeded + failed + remaining).toBe(total);
      expect(done).toBe(succeeded + failed);
      expect(inFlight + waiting).toBe(inFlight === 0 && waiting === 0 ? 0 : remaining);
    }
    const shares = seen.filter(({ total }) => total === items).map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(seen.at(-1)).toMatchObject({ total: items, done: items, share: 100 });
  },
  patienceMs,
);

test('what failed is told in groups that say what to do, and add up to the number of failures', async () => {
  const { counts } = await client.runs.get({ id: runId });
  expect(counts.failed).toBeGreaterThan(0);
  const groups = page.getByRole('article').filter({ hasText: 'What to do:' });
  await groups.first().waitFor();
  let sum = 0;
  for (const group of await groups.all()) {
    const words = await group.innerText();
    sum += Number(/^[\d,]+$/m.exec(words)?.[0].replaceAll(',', ''));
  }
  expect(sum).toBe(counts.failed);
}, 60_000);

test(
  'trying one group again mends it, and leaves the others as they are',
  async () => {
    const before = (await client.runs.summary({ id: runId })).failures;
    const [largest] = before;
    if (!largest) throw new Error('Nothing failed.');
    const group = page.getByRole('article').filter({ hasText: largest.code });
    await group.getByRole('button', { name: /^Retry/ }).click();
    const countOf = async (code: string) =>
      (await client.runs.summary({ id: runId })).failures.find((each) => each.code === code)
        ?.count ?? 0;
    await expect
      .poll(() => countOf(largest.code), { timeout: patienceMs })
      .toBeLessThan(largest.count / 2);
    await expect
      .poll(async () => (await client.runs.get({ id: runId })).state, { timeout: patienceMs })
      .toBe('completed');
    const { counts } = await client.runs.get({ id: runId });
    expect(counts.succeeded + counts.failed).toBe(items);
  },
  2 * patienceMs,
);

test('a model is revised on its page, and its run decoded again as the new revision, which the page of the run tells', async () => {
  const { model: named } = await client.runs.get({ id: runId });
  await page.goto(`${hub.url}/models/${named.id}`);
  await page.getByRole('button', { name: 'Revise' }).click();
  await page.getByLabel('Name of the class').fill('Echo');
  await page.getByRole('button', { name: 'Make a new revision' }).click();
  await page.getByText('Revision 2 is there').waitFor();

  await page.goto(`${hub.url}/runs/${runId}`);
  await page.getByRole('button', { name: 'Decode again' }).first().click();
  const dialog = page.getByRole('dialog');
  const chosen = () => dialog.getByRole('combobox').inputValue();
  await expect.poll(chosen).toContain('2 (newest)');
  await dialog.getByRole('button', { name: 'Decode again' }).click();
  await dialog.getByText('could be read').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const done = page.getByRole('region', { name: 'What was done with its items' });
  await done.getByText('Decoded again as revision 2').waitFor();
  await expect.poll(() => done.innerText(), { timeout: patienceMs }).toContain('done');
  await expect
    .poll(async () => (await client.runs.summary({ id: runId })).classes.map((it) => it.class), {
      timeout: patienceMs,
    })
    .toEqual(['Echo']);
}, 120_000);
