import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { enterModel, openStep, saveModel } from '../add-model.ts';
import { measureOverflow } from '../page-faults.ts';
import { signIn } from '../sign-in.ts';
import { type AilingEndpoint, startAilingEndpoint } from './ailing-endpoint.ts';
import { type StoryHub, startStoryHub } from './story-hub.ts';

/**
 * Somebody plugs in a V7 endpoint, of which they know the address and the token, more or less; looks at what it says
 * of a few items, runs it over all, sorts out what failed, and takes the predictions away.
 */

const labels = join(import.meta.dirname, '../../examples/datasets/labels');
/** Not the one that they ask about at first: what the endpoint has seen it answers well. */
const pictures = [
  'label-03.webp',
  'label-04.jpg',
  'label-06.webp',
  'note-01.jpg',
  'parcel-01.jpg',
  'parcel-04.webp',
  'parcel-05.jpg',
  'tag-01.jpg',
];

let hub: StoryHub;
let reader: Awaited<ReturnType<typeof serveModel>>;
let endpoint: AilingEndpoint;
let page: Page;

beforeAll(async () => {
  [hub, reader] = await Promise.all([
    startStoryHub([]),
    serveModel(barcodeReader, {
      protocols: ['v7'],
      authentication: { bearer: { token: 'let-me-in' } },
      log: () => undefined,
    }),
  ]);
  endpoint = await startAilingEndpoint(reader.url);
  page = hub.page;
  await signIn(page, hub);
  const { id } = await hub.post('datasets', { name: 'Parcels' });
  const form = new FormData();
  for (const name of pictures) {
    form.append('files', new Blob([await readFile(join(labels, name))]), name);
  }
  form.append('files', new Blob(['Leave it at the door.']), 'door.txt');
  await hub.send(`datasets/${id}/import?format=files`, form);
});
afterAll(async () => {
  await hub?.stop();
  await endpoint?.close();
  await reader?.close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const see = (words: string | RegExp) => page.getByText(words).first().waitFor();

async function press(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Waits until a step says this in its line. */
async function seeStep(title: string, words: string | RegExp): Promise<void> {
  await page.getByRole('region', { name: title, exact: true }).getByText(words).first().waitFor();
}

test('an address of their own machine is refused, and allowed where it was refused', async () => {
  const { host } = new URL(endpoint.url);
  await enterModel(page, hub.url, { contract: /V7/, address: ['Base URL', host] });
  await press('Test the address');
  await see(`write http://${host}`);
  await page.getByLabel('Base URL').fill(`${endpoint.url}/infer`);
  await press('Test the address');
  await see('The address is not allowed for outgoing calls');
  await press(`Allow ${host}`);
  await press('Allow it');
  // The button can be pressed no more: whoever uses the keyboard goes on from what came of it.
  await page.locator(':focus', { hasText: /may be called from now on/ }).waitFor();
});

test('what will be called is shown while the address is typed, and the one that was meant is offered', async () => {
  const { url } = endpoint;
  await see(`${url}/infer/infer`);
  await press('Test the address');
  await see('A server is there, and has nothing at this address');
  await press('Use this address');
  expect(await page.getByLabel('Base URL').inputValue()).toBe(url);
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('credentials that are refused are told from an endpoint that is not there', async () => {
  await openStep(page, 'Authentication');
  await press('Test without credentials');
  await see('The endpoint is there, and does not let us in');
  await page.getByRole('switch', { name: 'Bearer token' }).check();
  await page.getByRole('textbox', { name: 'Token' }).fill('let-me-in');
  await see('were changed since the last test');
  await press('Test the credentials');
  await see('The credentials are taken');
});

test('the model is warm, and says its classes', async () => {
  await press('Continue');
  await press('Ask for one prediction');
  await seeStep('Reachable and warm', /warm: answered in/);
  await press('Continue');
  await press('Read the classes');
  await seeStep('Classes', '26 classes from the endpoint');
  await see('Data Matrix');
});

test('a picture of their own is asked about, and what is found is drawn on it', async () => {
  await openStep(page, 'A sample of yours');
  await page.locator('input[type=file]').setInputFiles(join(labels, 'label-01.jpg'));
  await see('label-01.jpg');
  await press('Ask the model');
  await seeStep('A sample of yours', '4 found');
  await page.getByRole('application', { name: /^Image label-01.jpg/ }).waitFor();
  await page.getByRole('region', { name: 'Annotations' }).getByText('QR Code').first().waitFor();
  await page.getByText('Request and response').click();
  await page.getByRole('region', { name: 'Request', exact: true }).getByText('/infer').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('the endpoint keeps its contract', async () => {
  await openStep(page, 'Conformance');
  await press('Quick check');
  await see('Conformant, with no warnings');
  expect(await measureOverflow(page)).toBe(0);
});

test('what was typed is still there after going back, and the model is saved', async () => {
  await page.goBack();
  await openStep(page, 'Address');
  expect(await page.getByLabel('Base URL').inputValue()).toBe(endpoint.url);
  await press('Save now');
  await saveModel(page, 'Barcode reader');
  await page.getByRole('heading', { level: 1, name: 'Barcode reader' }).waitFor();
  await see('classes discovered');
});

test('the run is defined on a page that says what it will take and where that is known from', async () => {
  await page.getByRole('link', { name: 'Start run' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'New run' }).waitFor();
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Model' }).inputValue())
    .toBe('Barcode reader');
  await see('9 chosen');
  await see('One of them is of a type that the model does not take');
  await page.getByRole('radio', { name: /A sample/ }).check();
  await see('8 chosen');
  await page.getByRole('radio', { name: /^All 9/ }).check();
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('a preview shows what was found in a few items right there', async () => {
  await page.getByRole('textbox', { name: 'Items of the preview' }).fill('3');
  await button('Preview on a few items').click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await button(/^Looks right: run it over all 9/).waitFor();
  expect(await preview.getByRole('article').count()).toBe(3);
  expect(await preview.locator('canvas').count()).toBeGreaterThan(1);
  expect(await findAccessibilityFaults(page)).toEqual([]);
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
  await button(/^Looks right: run it over all 9/).waitFor();
});

test('the run is watched as it goes, and what failed in passing was tried again without anybody', async () => {
  endpoint.fallIll(['held', 'busy', 'unwell', 'refused', 'unwell']);
  await button(/^Looks right: run it over all 9/).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect.poll(() => progress.innerText()).toMatch(/8\s+of 9 items done/);
  await progress.getByText('1 in flight').waitFor();
  await page.locator('header').getByText('running').waitFor();
  endpoint.goOn();
  await page.locator('header').getByText('completed').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Items done' });
  expect(await bar.getAttribute('aria-valuetext')).toBe('9 of 9 done, 4 failed');
});

/** The failures that have one reason, by words in which it is told. */
const failuresOf = (words: string) =>
  page.getByRole('region', { name: 'Failures' }).getByRole('article').filter({ hasText: words });

test('what failed is told by its reason, with what to do, and leads to its items', async () => {
  const groups = page.getByRole('region', { name: 'Failures' }).getByRole('article');
  await expect.poll(() => groups.count()).toBe(3);
  for (const group of await groups.all()) await group.getByText(/What to do:/).waitFor();
  await failuresOf('INPUT_DATA_ROW_UNSUPPORTED')
    .getByRole('button', { name: 'Show the item' })
    .click();
  await page.getByRole('link', { name: 'door.txt' }).last().waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('a cause that is gone is mended by trying its items again, and the others stay as they are', async () => {
  endpoint.mend();
  await failuresOf('JSON').getByRole('button', { name: 'Retry' }).click();
  const bar = page.getByRole('progressbar', { name: 'Items done' });
  await expect.poll(() => bar.getAttribute('aria-valuetext')).toBe('9 of 9 done, 2 failed');
  await expect.poll(() => failuresOf('JSON').count()).toBe(0);
});

test('what is hopeless is set aside, and can be taken back', async () => {
  await failuresOf('INPUT_DATA_ROW_UNSUPPORTED')
    .getByRole('button', { name: 'Ignore', exact: true })
    .click();
  await see('1 ignored');
  await failuresOf('INPUT_DATA_ROW_UNSUPPORTED')
    .getByRole('button', { name: 'Take back 1 ignored' })
    .click();
  await failuresOf('INPUT_DATA_ROW_UNSUPPORTED')
    .getByRole('button', { name: 'Ignore', exact: true })
    .click();
  await failuresOf('said that it failed')
    .getByRole('button', { name: 'Ignore', exact: true })
    .click();
  await see('2 ignored');
});

test('the file that is taken away agrees with the page, class by class', async () => {
  await button('Export').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /JSON Lines/ }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  const progress = page.getByRole('region', { name: 'Progress' });
  await progress.getByText(`${lines.length} succeeded`).waitFor();
  const predictions = lines.map((line) => JSON.parse(line));
  const names: string[] = predictions.map(({ dataRow }) => dataRow.globalKey);
  expect(pictures.filter((name) => !names.includes(name))).toHaveLength(1);
  const written = predictions.flatMap(({ annotations }) => annotations);
  await see(`${written.length} in all`);
  expect(await readShownClasses()).toEqual(countClasses(written));
});

/** What the page says it found: `QR Code, polygon` and how many. */
async function readShownClasses(): Promise<ReadonlyMap<string, number>> {
  const words = await page.getByRole('region', { name: 'Annotations' }).innerText();
  const bars = words.matchAll(/^(.+)\s+^(.+) · mean [\d.]+\s+^(\d+)$/gm);
  return new Map([...bars].map(([, name, kind, count]) => [`${name}, ${kind}`, Number(count)]));
}

function countClasses(written: readonly { class: string; kind: string }[]) {
  const counts = new Map<string, number>();
  for (const each of written) {
    const name = `${each.class}, ${each.kind.replaceAll('_', ' ')}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

test('the run is found again by words and state', async () => {
  await page.goto(`${hub.url}/runs`);
  await page.getByRole('searchbox', { name: 'Show runs with the words' }).fill('nothing like it');
  await page.keyboard.press('Enter');
  await see('No such runs');
  await page.goto(`${hub.url}/runs?text=reader&state=completed`);
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
});

test('an endpoint that is down is saved all the same, and marked as unverified', async () => {
  await endpoint.close();
  await enterModel(page, hub.url, { contract: /V7/, address: ['Base URL', endpoint.url] });
  await press('Test the address');
  await see('No server was reached');
  await openStep(page, 'Save');
  await see('It may be saved unverified');
  await saveModel(page, 'Reader of tomorrow');
  await page.getByRole('heading', { level: 1, name: 'Reader of tomorrow' }).waitFor();
  await see('not verified');
  expect(hub.complaints).toEqual([]);
});
