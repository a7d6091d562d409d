import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '@patchbay/hub/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { launchBrowser } from '../browser.ts';
import { collectComplaints, measureOverflow } from '../page-faults.ts';
import { ownerSettings, signIn } from '../sign-in.ts';
import { startChatModels } from './chat-models.ts';

/** Somebody finds out which of two chat models sums texts up better; each test goes on where the last one ended. */

let hub: Awaited<ReturnType<typeof startHub>>;
let chats: Awaited<ReturnType<typeof startChatModels>>;
let browser: Browser;
let page: Page;
let complaints: readonly string[];
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-evaluate-'));
  [chats, browser] = await Promise.all([startChatModels(), launchBrowser()]);
  hub = await startHub({
    ...ownerSettings,
    dataFolder,
    port: 0,
    egressAllow: chats.hosts,
    logLevel: 'error',
  });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  complaints = collectComplaints(page);
  for (const [name, url] of Object.entries(chats.models)) await register(name, url);
  await signIn(page, hub);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await chats?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function register(name: string, url: string): Promise<void> {
  const body = JSON.stringify({
    name,
    protocol: 'openai-chat',
    connection: { url: `${url}/v1`, model: name },
    ontology: {},
  });
  const headers = { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' };
  const post = () => fetch(`${hub.url}/api/v1/models`, { method: 'POST', headers, body });
  // A machine that is busy may need longer to read a schema than the hub gives it.
  await vi.waitUntil(async () => (await post()).status === 201, { timeout: 10_000 });
}

/** Prompts of which the most central sentence is known, one of them wanting a formula in a spreadsheet. */
const prompts = [
  'prompt,expected completion,completion: Ann,id',
  '"The harbour lay quiet. A storm broke over the harbour and the storm wall of the harbour held. Tea was served.",A storm broke over the harbour and the storm wall of the harbour held.,"=The storm, and the harbour",harbour',
  '"Rain fell. The rain filled the river and the river filled the mill pond. Ducks slept.",The rain filled the river and the river filled the mill pond.,The river filled the pond.,river',
].join('\n');

async function choose(label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

test('a prompt set is uploaded, and two models and what Ann wrote are evaluated with a judge', async () => {
  await page.goto(`${hub.url}/evaluations`);
  await page.getByText('No evaluations yet').waitFor();
  await page.getByRole('link', { name: 'Evaluate chat models' }).first().click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'summaries.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(prompts),
  });
  await page.getByText('2 prompts imported').waitFor();
  await page.getByText('2 prompts, each with an expected completion.').waitFor();
  await choose('Models to ask', 'Summariser');
  await page.getByRole('option', { name: 'First sentence' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Ann (2)' }).check();
  await page.getByRole('checkbox', { name: 'Judge' }).check();
  await choose('Model that judges', 'Judge');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start the evaluation' }).click();
  await page.locator('header').getByText('completed').waitFor({ timeout: 30_000 });
});

test('the results say who is better, by how much, and why the judge thinks so', async () => {
  const means = page.getByRole('table', { name: 'Means of the scores' });
  const summariser = means.getByRole('row', { name: /Summariser/ });
  await expect.poll(() => summariser.getByText('★').count(), { timeout: 15_000 }).toBe(4);
  await means.getByRole('row', { name: /Ann/ }).getByText('2 scored').first().waitFor();
  const ranking = page.getByRole('table', { name: 'Ranking by score' });
  expect(await ranking.getByRole('row').nth(1).textContent()).toContain('Summariser');
  await page
    .getByRole('img', { name: /Bars of the means/ })
    .first()
    .waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => measureOverflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: /harbour/ }).click();
  await page
    .getByText(/of the words are those that were expected/)
    .first()
    .waitFor();
  await page.getByRole('article', { name: 'Summariser' }).getByText('5 of 5').waitFor();
  await page.getByRole('link', { name: 'What the judge was asked' }).first().click();
  await page
    .getByText(/You grade the answer/)
    .first()
    .waitFor();
});

test('the answers are judged blind by the keyboard, and whose they are is told afterwards', async () => {
  await page.goto(`${hub.url}/evaluations?text=poems`);
  await page.getByText('No such evaluations').waitFor();
  await page.getByRole('link', { name: 'Show all evaluations' }).click();
  await page.getByRole('link', { name: /summaries/ }).waitFor();
  const words = page.getByRole('searchbox', { name: 'Show evaluations with the words' });
  await words.fill('ann');
  await words.press('Enter');
  await choose('Show evaluations of the model', 'Summariser');
  await expect.poll(() => page.url()).toMatch(/\?text=ann&modelId=/);
  await page.getByRole('link', { name: /summaries/ }).click();
  await page.getByRole('link', { name: 'Judge blind' }).click();
  await page.getByText('You have judged 0 of 2 prompts').waitFor();
  for (const name of ['Summariser', 'First sentence', 'Ann']) {
    expect(await page.getByText(name, { exact: true }).count()).toBe(0);
  }
  expect(await findAccessibilityFaults(page)).toEqual([]);
  for (const _ of [1, 2]) {
    const cards = page.getByRole('article', { name: /^Answer [A-C]$/ });
    await cards.nth(2).waitFor();
    for (const card of await cards.all()) {
      const isGood = /storm wall|mill pond/.test((await card.textContent()) ?? '');
      await page.keyboard.press(isGood ? '5' : '2');
    }
    await page.keyboard.press('Enter');
    await page.getByText(/is Summariser/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/is Summariser/).waitFor({ state: 'detached' });
  }
  await page.getByText('You have judged every prompt').waitFor();
  await page.getByRole('link', { name: 'See the results' }).click();
  const people = page.getByRole('table', { name: 'Ranking by people' });
  expect(await people.getByRole('row').nth(1).textContent()).toMatch(/Summariser5 \(5 to 5\)/);
});

test('the whole is exported, and no answer is a formula in a spreadsheet', async () => {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV for spreadsheets' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(7);
  expect(text).toContain('"\'=The storm, and the harbour"');
  expect(complaints).toEqual([]);
});
