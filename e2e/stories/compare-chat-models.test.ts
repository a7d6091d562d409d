import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnswerFinder } from '@patchbay/example-models/answer-finder.ts';
import { startSummariser } from '@patchbay/example-models/summariser.ts';
import { startHub } from '@patchbay/hub/main.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { launchBrowser } from '../browser.ts';
import { collectComplaints, measureOverflow } from '../page-faults.ts';
import { ownerSettings, signIn } from '../sign-in.ts';

const story =
  'The lighthouse of Skerry was built in 1884. Its keeper lived there alone with a cat. In winter storms the keeper lit the lamp of the lighthouse at noon. The cat slept through all storms.';

let page: Page;
let complaints: readonly string[];
let stop: () => Promise<void>;

/** Three models that compute their answers, and one whose server wants a token that it is not given. */
beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-chat-'));
  const [summariser, finder, locked, browser] = await Promise.all([
    startSummariser(),
    startAnswerFinder(),
    startSummariser({ authentication: { bearer: { token: 'sesame' } } }),
    launchBrowser(),
  ]);
  const servers = [summariser, finder, locked];
  const egressAllow = servers.map(({ url }) => new URL(url).host);
  const hub = await startHub({
    ...ownerSettings,
    dataFolder,
    port: 0,
    egressAllow,
    logLevel: 'error',
  });
  const register = (name: string, url: string, connection: object = {}) =>
    fetch(`${hub.url}/api/v1/models`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        protocol: 'openai-chat',
        connection: { url, model: name, ...connection },
        dataRowTypes: ['text', 'conversational'],
      }),
    });
  await register('Answer finder', finder.url);
  await register('Locked summariser', locked.url);
  await register('Short summariser', summariser.url, { maxTokens: 1 });
  await register('Summariser', summariser.url, { extraBody: { sentences: 2 } });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  complaints = collectComplaints(page);
  await signIn(page, hub);
  await page.goto(hub.url);
  stop = async () => {
    await browser.close();
    await hub.stop();
    await Promise.all(servers.map((server) => server.close()));
    await rm(dataFolder, { recursive: true, force: true });
  };
}, 60_000);
afterAll(() => stop());

const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const turn = (number: number) => page.getByRole('region', { name: `Turn ${number}`, exact: true });
const answer = (number: number, name: string) =>
  turn(number).getByRole('article', { name: `Answer of ${name}` });

async function choose(label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

async function say(
  label: string,
  words: string,
  outcome = 'The models have answered.',
): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(words);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(outcome).waitFor();
}

test('three chat models answer the same prompt side by side, each in its own words', async () => {
  await page.getByRole('link', { name: 'Sandbox' }).first().click();
  await choose('Model 1', 'Summariser');
  await button('Add a model').click();
  await choose('Model 2', 'Short summariser');
  await button('Add a model').click();
  await choose('Model 3', 'Answer finder');
  await say('Ask all models', `${story}\nWhen was the lighthouse built?`);
  const words = (name: string) => answer(1, name).innerText();
  expect(await words('Answer finder')).toContain('The lighthouse of Skerry was built in 1884.');
  const [long, short] = [await words('Summariser'), await words('Short summariser')];
  expect(long).toContain('Time');
  expect(long).not.toEqual(short);
  expect(new URL(page.url()).searchParams.get('models')?.split(',')).toHaveLength(3);
});

test('a second turn goes on from the first, in the column of each', async () => {
  await say('Go on', 'Who slept through the storms?');
  expect(await answer(2, 'Answer finder').innerText()).toContain(
    'The cat slept through all storms.',
  );
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await answer(2, 'Answer finder')
    .getByRole('button', { name: /^Request and response/ })
    .click();
  const exchange = page.getByRole('dialog');
  await exchange.getByText('"role": "assistant"').first().waitFor();
  await page.keyboard.press('Escape');
  await exchange.waitFor({ state: 'detached' });
});

test('a model that fails says why and what to do, and the others go on', async () => {
  await button('Add a model').click();
  await choose('Model 4', 'Locked summariser');
  const told = 'Of 4 models: 3 answered, 1 failed.';
  await say('Go on', 'The storms ended in spring. The cat woke up.', told);
  const failed = answer(3, 'Locked summariser');
  await failed.getByText('What to do:').waitFor();
  expect(await failed.innerText()).toMatch(/MODEL_(UNAUTHORIZED|CREDENTIALS)\w*/);
  expect(await answer(3, 'Summariser').innerText()).toContain('Ended by');
  expect(await measureOverflow(page)).toBe(0);
});

test('the prompt is saved, and opened again with its models', async () => {
  await button('Save prompt').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lighthouse');
  await button('Save').click();
  await page.getByRole('heading', { name: 'Sandbox: Lighthouse' }).waitFor();
  // What was answered is still there: saving it changes nothing on the page.
  await answer(2, 'Answer finder').getByText('The cat slept through all storms.').waitFor();
  await page.goto(new URL('/sandbox', page.url()).href);
  await button('Saved prompts').click();
  await button('Open Lighthouse').click();
  await turn(3).getByText('The storms ended in spring.').waitFor();
  await answer(1, 'Locked summariser').getByText('Not asked yet.').waitFor();
  await button('Ask what is unanswered').click();
  await answer(2, 'Answer finder').getByText('The cat slept through all storms.').waitFor();
});

test('what somebody else has saved meanwhile is not overwritten, and can be opened', async () => {
  const url = `/api/v1/sandbox/saved-prompts/${new URL(page.url()).searchParams.get('prompt')}`;
  await page.evaluate(async (of) => {
    const { content } = await (await fetch(of)).json();
    const parts = [{ type: 'text', text: 'Who feeds the cat?' }];
    const body = JSON.stringify({ content: { ...content, turns: [parts] } });
    await fetch(of, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
  }, url);
  // What was read of the prompt is read again, as it is when somebody comes back to the window.
  await button('Saved prompts').click();
  await button('More about Lighthouse').click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const isReadAgain = page.waitForResponse(
    (response) => response.url().endsWith(url) && response.request().method() === 'GET',
  );
  await page
    .getByRole('dialog', { name: 'Duplicate Lighthouse' })
    .getByText('Duplicate', { exact: true })
    .click();
  await isReadAgain;
  await button('Open Lighthouse (copy)').waitFor();
  await page.getByRole('dialog', { name: 'Saved prompts' }).getByLabel('Close').click();
  await button('Save').click();
  await button('Overwrite').click();
  await page.getByText('Somebody else changed it meanwhile').waitFor();
  await turn(3).waitFor();
  await button('Open what is saved now').click();
  await button('Open it').click();
  await turn(1).getByText('Who feeds the cat?').waitFor();
  await turn(2).waitFor({ state: 'detached' });
  const saving = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await button('Save').click();
  await button('Overwrite').click();
  expect((await saving).status()).toBe(200);
  expect(complaints).toEqual([]);
});
