import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { type Hub, startHub } from '@patchbay/hub/main.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterModel, saveModel } from './add-model.ts';
import { launchBrowser } from './browser.ts';
import { collectComplaints, measureOverflow } from './page-faults.ts';

/** Two people and a hub, from its first start on: each test goes on where the last one ended. */

const password = 'a few words in a row';
const noor = 'noor@example.org';

let dataFolder: string;
let hub: Hub;
let model: Awaited<ReturnType<typeof serveModel>>;
let browser: Browser;
/** The browser of the owner, and that of the one who is invited. */
let ada: Page;
let other: Page;
const complaints: (readonly string[])[] = [];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-access-'));
  [hub, model, browser] = await Promise.all([
    startHub({ dataFolder, port: 0, logLevel: 'error' }),
    serveModel(barcodeReader, { protocols: ['v7'] }),
    launchBrowser(),
  ]);
  ada = await openBrowser();
  other = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await model?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A window of somebody who has never been here. */
async function openBrowser(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints.push(collectComplaints(page));
  return page;
}

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** Reads a field that is there to be copied. */
const readField = (page: Page, name: RegExp) => page.getByRole('textbox', { name }).inputValue();

test('who comes to a hub without an owner is told where the link to it is', async () => {
  await ada.goto(hub.url);
  await see(ada, 'This hub has no owner yet');
  await see(ada, /The hub printed a link when it started/);
});

test('the link of the terminal makes the first owner, and its token leaves the address at once', async () => {
  await ada.goto(hub.ownerLink ?? '');
  await see(ada, 'Make this hub yours');
  expect(ada.url()).toBe(`${hub.url}/link`);
  await ada.getByLabel('Your name').fill('Ada Obi');
  await ada.getByLabel('E-mail').fill('ada@example.org');
  await field(ada, 'Password').fill('too short');
  await see(ada, /3 more\./);
  expect(await ada.getByRole('button', { name: 'Become the owner' }).isDisabled()).toBe(true);
  await field(ada, 'Password').fill(password);
  await press(ada, 'Become the owner');
  await see(ada, 'No runs yet');
  await press(ada, 'Account of Ada Obi');
  await see(ada, 'ada@example.org');
  await see(ada, /^owner of /);
  await ada.keyboard.press('Escape');
});

test('a link that was used, or that lost its token, says what to do', async () => {
  await other.goto(hub.ownerLink ?? '');
  await see(other, 'The link does not work');
  await see(other, /What to do/);
  await other.reload();
  await see(other, 'Open the link once more');
});

test('the owner invites a second person, who joins in a browser of their own', async () => {
  await ada.getByRole('link', { name: 'Settings' }).click();
  await press(ada, 'Invite a person');
  const form = ada.getByRole('dialog');
  await form.getByLabel('E-mail').fill(noor);
  await form.getByRole('combobox', { name: 'Role' }).click();
  await ada.getByRole('option', { name: /^viewer/ }).click();
  await press(ada, 'Make the invitation');
  const link = await readField(ada, /^Link for/);
  await press(ada, 'Done');
  await ada.getByRole('article', { name: noor }).waitFor();

  await other.goto(link);
  await see(other, /You are invited as a viewer/);
  expect(await field(other, 'E-mail').inputValue()).toBe(noor);
  await other.getByLabel('Your name').fill('Noor Haddad');
  await field(other, 'Password').fill(password);
  await press(other, 'Join');
  await see(other, 'No runs yet');

  await ada.reload();
  await ada.getByRole('article', { name: 'Noor Haddad' }).waitFor();
  await see(ada, 'Nobody is invited who has not come yet.');
});

test('a viewer is offered nothing that would be refused, and a page that is refused says who can help', async () => {
  const main = other.getByRole('navigation', { name: 'Main' }).first();
  expect(await main.getByRole('link').allInnerTexts()).toEqual([
    'Runs',
    'Evaluations',
    'Models',
    'Datasets',
    'Help',
  ]);
  await main.getByRole('link', { name: 'Models' }).click();
  await see(
    other,
    /You are a viewer here. To register or change a model, ask an owner or a manager/,
  );
  expect(await other.getByRole('link', { name: 'Register a model' }).count()).toBe(0);
  for (const path of [
    '/settings',
    '/settings/keys',
    '/settings/egress',
    '/settings/storage',
    '/audit',
    '/models/new',
    '/runs/new',
    '/evaluations/new',
  ]) {
    await other.goto(hub.url + path);
    await see(other, 'This page is not for viewers');
    await see(other, /it takes an owner or a manager; you are a viewer of/);
  }
});

test('a private address is refused, allowed by the owner on the page to which the refusal leads, and registered', async () => {
  const { host } = new URL(model.url);
  await enterModel(ada, hub.url, { contract: /V7/, address: ['Base URL', model.url] });
  await saveModel(ada, 'Barcode reader');
  await see(ada, 'The address is not allowed for outgoing calls');
  const [settings] = await Promise.all([
    ada.waitForEvent('popup'),
    ada.getByRole('link', { name: 'Allow something wider in the settings' }).click(),
  ]);
  expect(await field(settings, 'Host, address or range').inputValue()).toBe(host);
  await field(settings, 'Why').fill('the reader on my desk');
  await press(settings, 'Allow it');
  const rule = settings.getByRole('article', { name: host });
  await rule.getByText('the reader on my desk').waitFor();
  await rule.getByText(/Allowed by Ada Obi/).waitFor();
  await settings.close();
  await press(ada, 'Register the model');
  await see(ada, 'classes discovered');
});

test('a key does what its scopes say until it is revoked', async () => {
  await ada.goto(`${hub.url}/settings/keys`);
  await press(ada, 'New API key');
  await ada.getByRole('dialog').getByLabel('Name').fill('nightly export');
  await ada.getByRole('combobox', { name: 'What it is for' }).click();
  await ada.getByRole('option', { name: 'Read only' }).click();
  await press(ada, 'Make the key');
  const key = await readField(ada, /^Key “nightly export”/);
  await press(ada, 'Done');
  const row = ada.getByRole('article', { name: 'nightly export' });
  await row.getByText('Read only').waitFor();
  expect(await ada.getByText(key).count()).toBe(0);
  const ask = async (method: string, path: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${hub.url}/api/v1${path}`, { method, headers })).status;
  };
  expect(await ask('GET', '/models')).toBe(200);
  expect(await ask('POST', '/models')).toBe(403);
  await row.getByRole('button', { name: 'Revoke' }).click();
  await press(ada, 'Revoke the key');
  await row.getByText('revoked').waitFor();
  expect(await ask('GET', '/models')).toBe(401);
});

test('the audit names who did what, and goes by what stands in the address', async () => {
  await ada.goto(`${hub.url}/audit`);
  const entry = (words: RegExp) => ada.getByRole('listitem').filter({ hasText: words });
  await entry(/Ada Obi.*Key created nightly export/s).waitFor();
  await entry(/Ada Obi.*Egress rule allowed.*the reader on my desk/s).waitFor();
  await entry(/Ada Obi.*Model registered Barcode reader/s).waitFor();
  await ada.getByRole('combobox', { name: 'What' }).click();
  await ada.getByRole('option', { name: 'Egress rule' }).click();
  await expect.poll(() => ada.getByRole('listitem').count()).toBe(1);
  expect(new URL(ada.url()).search).toBe('?action=egress-rule');
  await ada.reload();
  await entry(/Egress rule allowed/).waitFor();
  await press(ada, 'Export');
  const [file] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('menuitem', { name: 'JSON Lines' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.jsonl$/);
});

test('a person of whom another role is made sees what it opens', async () => {
  await ada.goto(`${hub.url}/settings/people`);
  await ada.getByRole('combobox', { name: 'Role of Noor Haddad' }).click();
  await ada.getByRole('option', { name: /^manager/ }).click();
  await ada.getByRole('article', { name: 'Noor Haddad' }).getByRole('button').waitFor();
  await other.goto(`${hub.url}/settings/people`);
  await other.getByRole('article', { name: 'Ada Obi' }).waitFor();
  expect(await other.getByRole('combobox', { name: /^Role of/ }).count()).toBe(0);
});

test('who forgot their password sets a new one by a link, and comes in with it by keyboard alone', async () => {
  await press(ada, 'More for Noor Haddad');
  await ada.getByRole('menuitem', { name: 'Link for a new password' }).click();
  const link = await readField(ada, /^Link for/);
  await other.goto(link);
  await see(other, 'Set a new password');
  await field(other, 'New password').fill('quite another password');
  await press(other, 'Set the password');
  await see(other, 'No runs yet');
  await press(other, 'Account of Noor Haddad');
  await other.getByRole('menuitem', { name: 'Sign out' }).click();

  await other.getByRole('textbox', { name: 'E-mail' }).waitFor();
  await other.keyboard.type(noor);
  await other.keyboard.press('Tab');
  await other.keyboard.type(password);
  await other.keyboard.press('Enter');
  await see(other, 'E-mail address and password do not fit together');
  await field(other, 'Password').focus();
  await other.keyboard.press('ControlOrMeta+a');
  await other.keyboard.type('quite another password');
  await other.keyboard.press('Enter');
  await see(other, 'No runs yet');
});

test.each(['light', 'dark'] as const)(
  'no page of access is wider than a telephone, in %s',
  async (scheme) => {
    await ada.emulateMedia({ colorScheme: scheme });
    await ada.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/settings/people', '/settings/keys', '/settings/egress', '/audit']) {
      await ada.goto(hub.url + path);
      await ada
        .getByRole('main')
        .getByText(/Ada Obi/)
        .first()
        .waitFor();
      expect(await measureOverflow(ada), path).toBe(0);
    }
    await press(ada, 'Account of Ada Obi');
    await ada.getByRole('menuitem', { name: 'Audit' }).waitFor();
  },
);

test('who is removed is out at once', async () => {
  await ada.setViewportSize({ width: 1440, height: 900 });
  await ada.goto(`${hub.url}/settings/people`);
  await press(ada, 'More for Noor Haddad');
  await ada.getByRole('menuitem', { name: 'Remove' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await ada.getByRole('article', { name: 'Noor Haddad' }).waitFor({ state: 'detached' });
  await other.goto(`${hub.url}/models`);
  await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
});

test('no page threw, and none broke the content-security policy', () => {
  expect(complaints.flat()).toEqual([]);
});
