import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ScriptedModel,
  startScriptedModel,
} from '@patchbay/hub/runs/testing/scripted-model.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../sign-in.ts';
import { type StoryHub, startStoryHub } from './story-hub.ts';

/** Somebody wonders why an item has no annotation, and its page says why each time. */

let model: ScriptedModel;
let hub: StoryHub;
let page: Page;
/** What the model answers. */
let answer: object = {};
let modelId: string;
let datasetId: string;

beforeAll(async () => {
  model = await startScriptedModel((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  hub = await startStoryHub([model.host]);
  page = hub.page;
  await signIn(page, hub);
  const registered = await hub.post('models', {
    name: 'Parcel finder',
    protocol: 'foundry',
    connection: { url: model.url },
    dataRowTypes: ['image'],
    ontology: { tools: [{ kind: 'bounding_box', name: 'parcel' }] },
  });
  modelId = registered.model.id;
  datasetId = (await hub.post('datasets', { name: 'Parcels' })).id;
  const folder = join(import.meta.dirname, '../../examples/datasets/labels');
  const form = new FormData();
  form.append('files', new Blob([await readFile(join(folder, 'parcel-02.jpg'))]), 'parcel-02.jpg');
  await hub.send(`datasets/${datasetId}/import?format=files`, form);
});
afterAll(async () => {
  await hub?.stop();
  await model?.close();
});

/** Runs the model, which answers so, and opens the one item. */
async function openItem(given: object): Promise<void> {
  answer = given;
  const { id } = await hub.post('runs', { modelId, datasetId });
  await page.goto(`${hub.url}/runs/${id}`);
  await page.locator('header').getByText('completed').waitFor();
  await page.getByRole('listitem').getByRole('link', { name: 'parcel-02.jpg' }).click();
  await page.getByRole('heading', { level: 1, name: 'parcel-02.jpg' }).waitFor();
}

const see = (words: string | RegExp) => page.getByText(words).first().waitFor();
const box = (...numbers: number[]) => ({ parcel: { boxes: [numbers], scores: [0.4] } });

test('the model answered an empty list', async () => {
  await openItem({ parcel: { boxes: [], scores: [] } });
  await see('The model found nothing here');
  await see(/read without loss, and it is empty/);
});

test('what it answered could not be kept, and the place and the remedy are told', async () => {
  await openItem({ parcel: { boxes: [], scores: [] }, elephant: 7 });
  await see('The model answered, but nothing of it could be kept');
  await see('/elephant');
});

test('all that it found is below the threshold, and one press shows it', async () => {
  await openItem(box(100, 100, 200, 200));
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await see('All annotations are hidden on this page');
  await page.getByRole('button', { name: 'Lower the threshold to 0.40' }).click();
  await page.getByText('All annotations are hidden on this page').waitFor({ state: 'hidden' });
});

test('the shapes lie outside of the image, or in one pixel of it', async () => {
  await openItem(box(90_000, 90_000, 20, 20));
  await see('All shapes lie outside of the image');
  await openItem(box(0.2, 0.3, 0.4, 0.2));
  await see('All shapes lie in one pixel of the upper left corner');
  await see(/multiply x and width by the width of the image/);
  expect(hub.complaints).toEqual([]);
});
