import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterModel, openStep, saveModel } from './add-model.ts';
import { measureOverflow } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { countDrawn } from './viewer/count-drawn.ts';
import { startWalkedHub, type WalkedHub } from './walked-hub.ts';

/** A person's first hour with the web app, step by step: each test goes on where the last one ended. */

const labels = join(import.meta.dirname, '../examples/datasets/labels');
const pictures = ['label-01.jpg', 'label-06.webp', 'note-01.jpg', 'parcel-04.webp', 'scan-02.png'];

let hub: WalkedHub;
let page: Page;

beforeAll(async () => {
  hub = await startWalkedHub();
  page = hub.page;
  page.setDefaultTimeout(20_000);
});
afterAll(() => hub?.stop());

/** Waits until a person can see these words. */
async function see(words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

async function press(name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}

async function follow(name: string | RegExp): Promise<void> {
  await page.getByRole('link', { name }).first().click();
}

/** The one field on the page that asks for a name. */
function nameField() {
  return page.getByRole('textbox', { name: 'Name', exact: true });
}

/** Waits until the page of a run says that it has ended. */
async function seeRunEnd(): Promise<string | null> {
  const bar = page.getByRole('progressbar', { name: 'Items done' });
  await page.locator('header').getByText('completed').waitFor({ timeout: 90_000 });
  return await bar.getAttribute('aria-valuetext');
}

/** The annotations in the list beside a picture or a text. */
function annotations() {
  return page.getByRole('listbox', { name: 'Annotations' }).getByRole('option');
}

async function createDataset(name: string): Promise<void> {
  await page.goto(`${hub.url}/datasets`);
  await press('New dataset');
  await nameField().fill(name);
  await press('Create dataset');
  await see('The dataset is empty');
}

async function startRunOver(dataset: string, options = { reuse: false }): Promise<void> {
  await follow('Start run');
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: new RegExp(dataset) }).click();
  if (options.reuse) await page.getByRole('checkbox', { name: /^Use results/ }).check();
  await press('Start without a preview');
}

test('somebody who signed in sees the runs, of which there are none yet', async () => {
  await signIn(page, hub);
  await page.goto(hub.url);
  await see('No runs yet');
  expect(await page.title()).toBe('Runs · Patchbay');
});

test('a model is registered in the form of its protocol, and its classes are read from it', async () => {
  await follow('Go to the models');
  await follow('Register a model');
  await enterModel(page, hub.url, {
    contract: /V7/,
    address: ['Base URL', hub.models.reader],
  });
  await saveModel(page, 'Barcode reader');
  await see('classes discovered');
  await see('Data Matrix');
  await page.getByRole('tab', { name: 'Conformance' }).click();
  await press('Quick check');
  await see('Conformant, with no warnings');
});

test('a manifest with wrong indentation is refused with the line and how it would be right', async () => {
  await page.goto(`${hub.url}/models/new`);
  await page.getByRole('radio', { name: 'A model.yaml' }).click();
  await page.getByRole('textbox', { name: 'model.yaml' }).fill('name: Tagger\n   readme: words');
  await see(/Line 2:/);
  await see('One thing is wrong');
});

test('files are imported, and one that cannot be read is named with what to do', async () => {
  await createDataset('Parcels');
  const photographs = pictures.map(async (name) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: await readFile(join(labels, name)),
  }));
  const cut = { name: 'cut.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n') };
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...(await Promise.all(photographs)), cut]);
  await see(/5 imported, 1 could not be read/);
  await see('cut.png');
  await see(/If it is damaged there too, replace or remove it/);
  const picture = page.getByRole('article').filter({ hasText: 'label-06.webp' }).locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});

test('a run is started, and its progress is seen until every item is done', async () => {
  await page.goto(`${hub.url}/models`);
  await follow('Barcode reader');
  await startRunOver('Parcels');
  expect(await seeRunEnd()).toBe('5 of 5 done');
  await page.getByRole('region', { name: 'Annotations' }).getByText('QR Code').first().waitFor();
});

test('an item shows its shapes, the words in them, and highlights one in both places', async () => {
  await follow('label-01.jpg');
  await see('BFX472253891572');
  expect(await annotations().count()).toBe(4);
  await expect.poll(() => countDrawn(page)).toBeGreaterThan(0);
  await annotations().first().hover();
  await expect.poll(() => countDrawn(page, { isPointedAt: true })).toBeGreaterThan(0);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(() => countDrawn(page, { isPointedAt: true })).toBe(0);
  const highlighted = page.locator('[data-highlighted=true]');
  expect(await highlighted.count()).toBe(0);
  const label = await page.getByRole('application').getByText('QR Code').first().boundingBox();
  // Its label stands on a shape.
  await page.mouse.move((label?.x ?? 0) + 12, (label?.y ?? 0) + (label?.height ?? 0) + 12);
  await expect.poll(() => highlighted.count()).toBe(1);
});

test('classes can be switched off, and the whole image comes back after zooming', async () => {
  await page.getByRole('checkbox', { name: 'QR Code' }).uncheck();
  await expect.poll(() => annotations().count()).toBe(2);
  await page.getByRole('checkbox', { name: 'QR Code' }).check();
  const image = page.getByRole('img', { name: 'label-01.jpg' });
  const fitted = await image.boundingBox();
  await press('Zoom in');
  expect((await image.boundingBox())?.width).toBeGreaterThan(fitted?.width ?? 0);
  await press('Fit the image');
  expect(await image.boundingBox()).toEqual(fitted);
});

test('the arrow keys step through the items of the run', async () => {
  await page.goto(`${page.url()}?state=succeeded`);
  await page.getByRole('heading', { level: 1, name: 'label-01.jpg' }).click();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { level: 1, name: 'label-06.webp' }).waitFor();
  // One stays in the list from which one came, and goes back to it.
  expect(new URL(page.url()).search).toBe('?state=succeeded');
  const back = page.getByRole('banner').or(page.locator('header')).getByRole('link').first();
  expect(await back.getAttribute('href')).toMatch(/\?state=succeeded$/);
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { level: 1, name: 'label-01.jpg' }).waitFor();
});

test('a run that uses results again says so, and its items link those that were called', async () => {
  await page.goto(`${hub.url}/models`);
  await follow('Barcode reader');
  await startRunOver('Parcels', { reuse: true });
  expect(await seeRunEnd()).toBe('5 of 5 done');
  await see('5 items have theirs from there, without a call to the model.');
  await follow('label-01.jpg');
  await see('was used again; the model was not called');
  expect(await annotations().count()).toBe(4);
  await follow('an equal item of an earlier run');
  await see(/^Attempt 1: /);
});

test('spans are marked in a text, and the slider hides what the model is less sure of', async () => {
  await enterModel(page, hub.url, {
    contract: /Foundry/,
    address: ['HTTP endpoint', `${hub.models.tagger}/predict`],
  });
  await page.getByRole('checkbox', { name: 'images' }).uncheck();
  await openStep(page, 'Classes');
  await press('Add a class');
  await page.getByRole('combobox', { name: 'Kind of the class' }).click();
  await page.getByRole('option', { name: 'entity' }).click();
  await page.getByRole('textbox', { name: 'Name of the class' }).fill('Person');
  await saveModel(page, 'Text tagger');
  await see('No runs yet');
  await createDataset('Letters');
  const letter = 'Thank you 😊! Marta Lindqvist called from Oslo on 12 November about €250.';
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'letter.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(letter),
    });
  await see('1 imported.');
  await page.goto(`${hub.url}/models`);
  await follow('Text tagger');
  await startRunOver('Letters');
  expect(await seeRunEnd()).toBe('1 of 1 done');
  await follow('letter.txt');
  const marks = page.locator('mark');
  await marks.filter({ hasText: 'Marta Lindqvist' }).waitFor();
  await see('unknown class');
  const before = await marks.count();
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect.poll(() => marks.count()).toBeLessThan(before);
});

test('items that failed are told with reason and remedy, and with what the model answered', async () => {
  await enterModel(page, hub.url, {
    contract: /Foundry/,
    address: ['HTTP endpoint', `${hub.models.broken}/html`],
  });
  await saveModel(page, 'Broken model');
  await see('No runs yet');
  await startRunOver('Parcels');
  expect(await seeRunEnd()).toBe('5 of 5 done, 5 failed');
  await see('The model did not answer with JSON');
  await press('Show these items');
  await page.getByText('MODEL_RESPONSE_NOT_JSON').last().waitFor();
  expect(page.url()).toContain('code=MODEL_RESPONSE_NOT_JSON');
  await follow('note-01.jpg');
  await see(/HTML is usually a login or an error page/);
  await press(/Attempt 1/);
  await see('Please sign in');
});

test('the bar of a run moves while it goes on and never back, and what failed is retried', async () => {
  await enterModel(page, hub.url, {
    contract: /Foundry/,
    address: ['HTTP endpoint', hub.hesitant.url],
  });
  await page.getByRole('checkbox', { name: 'images' }).uncheck();
  await saveModel(page, 'Hesitant model');
  await see('No runs yet');
  await createDataset('Notes');
  const notes = Array.from({ length: 30 }, (_, index) => ({
    name: `note-${index}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`Note ${index}`),
  }));
  await page.locator('input[type=file]').first().setInputFiles(notes);
  await see('30 imported.');
  await page.goto(`${hub.url}/models`);
  await follow('Hesitant model');
  await startRunOver('Notes');
  const bar = page.getByRole('progressbar', { name: 'Items done' });
  const readBar = () => bar.getAttribute('aria-valuetext');
  await expect.poll(readBar).toBe('0 of 30 done');
  const positions = await bar.evaluateHandle((element) => {
    const seen = [Number(element.ariaValueNow)];
    const record = () => seen.push(Number(element.ariaValueNow));
    new MutationObserver(record).observe(element, { attributeFilter: ['aria-valuenow'] });
    return seen;
  });
  for (const [count, failed] of [
    [12, 4],
    [21, 7],
  ] as const) {
    hub.hesitant.answerUpTo(count);
    await expect.poll(readBar).toBe(`${count} of 30 done, ${failed} failed`);
    await see(`${30 - count} remaining`);
  }
  hub.hesitant.answerUpTo(30);
  expect(await seeRunEnd()).toBe('30 of 30 done, 10 failed');
  const seen = await positions.jsonValue();
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  expect(seen.at(-1)).toBe(100);
  await press('Retry 10 failed');
  await expect.poll(readBar).toBe('30 of 30 done');
  await page.getByRole('button', { name: /Retry/ }).waitFor({ state: 'detached' });
});

test.each(['light', 'dark'] as const)(
  'no page is wider than a telephone, in %s',
  async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/runs', '/models', '/models/new', '/datasets']) {
      await page.goto(hub.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await measureOverflow(page), path).toBe(0);
    }
    for (const list of ['/runs', '/models', '/datasets']) {
      await page.goto(hub.url + list);
      await page.getByRole('article').getByRole('link').first().click();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await measureOverflow(page), page.url()).toBe(0);
    }
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const brightness = Number(/\d+/.exec(background)?.[0]);
    expect(brightness > 128).toBe(scheme === 'light');
  },
);

test('no page threw, and none broke the content-security policy', () => {
  expect(hub.complaints).toEqual([]);
});
