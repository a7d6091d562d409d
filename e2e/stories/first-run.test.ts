import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { measureOverflow } from '../page-faults.ts';
import { signIn } from '../sign-in.ts';
import { startWalkedHub, type WalkedHub } from '../walked-hub.ts';

/** A person runs a model for the first time: looks at a few items, runs it over all, sorts out what failed, exports. */

const labels = join(import.meta.dirname, '../../examples/datasets/labels');

let hub: WalkedHub;
let page: Page;

beforeAll(async () => {
  hub = await startWalkedHub();
  page = hub.page;
  page.setDefaultTimeout(20_000);
  await signIn(page, hub);
  const modelId = await post('models', {
    name: 'Barcode reader',
    protocol: 'v7',
    connection: { url: hub.models.reader },
  }).then(({ model }) => model.id);
  const dataset = await post('datasets', { name: 'Parcels' });
  const files = ['label-01.jpg', 'note-01.jpg', 'parcel-04.webp', 'label-06.webp'];
  const form = new FormData();
  for (const name of files)
    form.append('files', new Blob([await readFile(join(labels, name))]), name);
  form.append('files', new Blob(['Leave it at the door.']), 'door.txt');
  const { ok } = await ask(`datasets/${dataset.id}/import?format=files`, form);
  expect(ok).toBe(true);
  await page.goto(`${hub.url}/models/${modelId}`);
});
afterAll(() => hub?.stop());

async function ask(path: string, body: FormData | string): Promise<Response> {
  const headers = {
    authorization: `Bearer ${hub.apiKey}`,
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
  };
  return await fetch(`${hub.url}/api/v1/${path}`, { method: 'POST', headers, body });
}

async function post(path: string, body: object) {
  return await (await ask(path, JSON.stringify(body))).json();
}

/** What the pages of runs are answerable for: the frame around them and its badges are judged by others. */
async function findFaults(): Promise<string[]> {
  const faults = await findAccessibilityFaults(page);
  return faults.filter((fault) => !/label-content-name-mismatch|mantine-Badge/.test(fault));
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const see = (words: string | RegExp) => page.getByText(words).first().waitFor();

test('the run is defined on a page that says what it will take and where that is known from', async () => {
  await page.getByRole('link', { name: 'Start run' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'New run' }).waitFor();
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Model' }).inputValue())
    .toBe('Barcode reader');
  await see('5 chosen');
  await see('One of them is of a type that the model does not take');
  await see(/nothing is known of its pace: a preview will tell/);
  await page.getByRole('radio', { name: /A sample/ }).check();
  await see('4 chosen');
  await page.getByRole('radio', { name: /^All 5/ }).check();
  expect(await findFaults()).toEqual([]);
});

test('a preview shows what was found in a few items right there', async () => {
  await page.getByRole('textbox', { name: 'Items of the preview' }).fill('3');
  await button('Preview on a few items').click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await button(/^Looks right: run it over all 5/).waitFor();
  expect(await preview.getByRole('article').count()).toBe(3);
  expect(await preview.locator('canvas').count()).toBeGreaterThan(1);
  expect(await findFaults()).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await measureOverflow(page)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('an item of the preview is looked at, and going back finds the run as it was defined', async () => {
  await page
    .getByRole('link', { name: /\.(jpg|webp)$/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /\.(jpg|webp)$/ }).waitFor();
  await page.goBack();
  await button(/^Looks right: run it over all 5/).click();
  await page.locator('header').getByText('completed').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Items done' });
  expect(await bar.getAttribute('aria-valuetext')).toBe('5 of 5 done, 1 failed');
});

test('what failed is told with its remedy, shown, set aside, and taken back', async () => {
  const failures = page.getByRole('region', { name: 'Failures' });
  await failures.getByText(/What to do:/).waitFor();
  await failures.getByRole('button', { name: 'Show the item' }).click();
  await page.getByRole('link', { name: 'door.txt' }).last().waitFor();
  await failures.getByRole('button', { name: 'Ignore' }).click();
  await see('1 ignored');
  await failures.getByRole('button', { name: 'Take back 1 ignored' }).click();
  await failures.getByRole('button', { name: 'Ignore' }).waitFor();
});

test('the predictions are taken away as a file', async () => {
  await button('Export').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /JSON Lines/ }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(hub.complaints).toEqual([]);
});

test('the run is found again by words and state', async () => {
  await page.goto(`${hub.url}/runs`);
  await page.getByRole('searchbox', { name: 'Show runs with the words' }).fill('nothing like it');
  await page.keyboard.press('Enter');
  await see('No such runs');
  await page.goto(`${hub.url}/runs?text=reader&state=completed`);
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
  expect(await findFaults()).toEqual([]);
});
