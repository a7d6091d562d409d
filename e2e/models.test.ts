import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from './accessibility.ts';
import { openStep } from './add-model.ts';
import { measureOverflow } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { startWalkedHub, type WalkedHub } from './walked-hub.ts';

/** The catalogue of models and the page of one: found, read, compared, duplicated, deleted. */

let hub: WalkedHub;
let page: Page;
let taggerId: string;

beforeAll(async () => {
  hub = await startWalkedHub();
  page = hub.page;
  page.setDefaultTimeout(20_000);
  await signIn(page, hub);
});
afterAll(() => hub?.stop());

async function ask<Body>(path: string, body: object): Promise<Body> {
  const answer = await fetch(`${hub.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Body;
}

const see = (words: string | RegExp) => page.getByText(words).first().waitFor();
const cards = () => page.getByRole('article').getByRole('heading').allInnerTexts();

async function choose(select: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: select }).click();
  await page.getByRole('option', { name: option }).click();
}

test('an empty catalogue leads on', async () => {
  await page.goto(`${hub.url}/models`);
  await see('No models yet');
  expect(await page.getByRole('link', { name: 'Register a model' }).count()).toBeGreaterThan(0);
});

test('models are found by their health and by words, and the address keeps it', async () => {
  const { model } = await ask<{ model: ModelView }>('/models', {
    name: 'Text tagger',
    protocol: 'foundry',
    connection: { url: `${hub.models.tagger}/predict` },
    credentials: { bearer: { token: 'a secret of its own' } },
    dataRowTypes: ['text'],
    ontology: { tools: [{ kind: 'entity', name: 'Person' }] },
  });
  taggerId = model.id;
  await ask('/models', { name: 'Away', protocol: 'v7', connection: { url: hub.models.broken } });
  await ask(`/models/${taggerId}/check`, { depth: 'quick' });
  await page.reload();
  await expect.poll(cards).toEqual(['Away', 'Text tagger']);
  await choose('Health', 'unverified');
  await expect.poll(cards).toEqual(['Away']);
  expect(page.url()).toContain('health=unverified');
  await page.getByRole('button', { name: 'Show all' }).click();
  const words = page.getByRole('searchbox', { name: 'Show models with the words' });
  await words.fill('nothing like it');
  await page.keyboard.press('Enter');
  await see('No model is like that');
  // The field has the focus still, and can be typed on.
  expect(await words.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Show all models' }).click();
  await expect.poll(cards).toEqual(['Away', 'Text tagger']);
});

test('the page of a model tells its health in words, chart and table', async () => {
  await page.getByRole('link', { name: 'Text tagger' }).click();
  await see(/of the last fifty or so calls were answered/);
  await page.getByRole('img', { name: /^Chart: \d+ calls?, 0 of them failed/ }).waitFor();
  await page.getByText('The same as a table').click();
  await page.getByRole('table').getByRole('rowheader', { name: 'All together' }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('a revision to another address asks for the credentials again', async () => {
  await page.getByRole('button', { name: 'Revise' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('HTTP endpoint').fill(`${hub.models.broken}/html`);
  await form.getByText('Enter the credentials again').waitFor();
  await form.getByRole('switch', { name: 'Bearer token' }).check();
  await form.getByRole('textbox', { name: 'Token', exact: true }).fill('another secret');
  await form.getByRole('button', { name: 'Make a new revision' }).click();
  await form.getByText('Revision 2 is there').waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
});

test('two revisions are compared, and what differs is told', async () => {
  await page.getByRole('tab', { name: 'Revisions' }).click();
  const connection = page.getByRole('region', { name: 'Connection' });
  await connection.getByText('changed').waitFor();
  await connection.getByText(`${hub.models.broken}/html`).waitFor();
  expect(page.url()).toContain('tab=revisions');
});

test('a model is duplicated on the page that adds one, without its credentials', async () => {
  await page.goto(`${hub.url}/models`);
  await page.getByRole('button', { name: 'What to do with Text tagger' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('heading', { level: 1, name: 'Register a model' }).waitFor();
  await openStep(page, 'Save');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  expect(await name.inputValue()).toBe('Text tagger copy');
  await name.fill('');
  await name.fill('Text tagger copy');
  await page.getByRole('link', { name: 'Models' }).first().click();
  const leaving = page.getByRole('dialog', { name: 'Leave without registering the model?' });
  await leaving.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Register the model' }).click();
  await page.getByRole('heading', { level: 1, name: 'Text tagger copy' }).waitFor();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await see('None: the endpoint is called without credentials.');
});

test('who deletes a model is told what is lost before', async () => {
  await page.getByRole('button', { name: 'More to do with the model' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('dialog')
    .getByText(/its stored credentials/)
    .waitFor();
  await page.getByRole('button', { name: 'Delete the model' }).click();
  await expect.poll(cards).toEqual(['Away', 'Text tagger']);
});

test('each part of the page is readable on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const tab of ['overview', 'settings', 'revisions', 'usage', 'conformance']) {
    await page.goto(`${hub.url}/models/${taggerId}?tab=${tab}`);
    await page.getByRole('tabpanel').getByRole('heading').first().waitFor();
    expect(await measureOverflow(page), tab).toBe(0);
  }
  // The check that was made long before: its report is kept.
  await see(/^Revision 1 was checked/);
  expect(hub.complaints).toEqual([]);
});
