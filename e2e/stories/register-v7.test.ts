import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { type Hub, startHub } from '@patchbay/hub/main.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { enterModel, openStep, saveModel } from '../add-model.ts';
import { launchBrowser } from '../browser.ts';
import { collectComplaints, measureOverflow } from '../page-faults.ts';
import { ownerSettings, signIn } from '../sign-in.ts';

/** Somebody plugs in a V7 endpoint, of which they know the address and the token, more or less. */

let dataFolder: string;
let hub: Hub;
let reader: Awaited<ReturnType<typeof serveModel>>;
let browser: Browser;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-register-'));
  [hub, reader, browser] = await Promise.all([
    startHub({
      ...ownerSettings,
      dataFolder,
      port: 0,
      logLevel: 'error',
      egressAllow: ['127.0.0.1'],
    }),
    serveModel(barcodeReader, {
      protocols: ['v7'],
      authentication: { bearer: { token: 'let-me-in' } },
      log: () => undefined,
    }),
    launchBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
  complaints = collectComplaints(page);
  await signIn(page, hub);
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

async function press(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function see(words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

/** Waits until a step says this in its line. */
async function seeStep(title: string, words: string | RegExp): Promise<void> {
  await page.getByRole('region', { name: title, exact: true }).getByText(words).first().waitFor();
}

test('what will be called is shown while the address is typed, and the one that was meant is offered', async () => {
  const { url } = reader;
  await enterModel(page, hub.url, { contract: /V7/, address: ['Base URL', `${url}/infer`] });
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
  await page
    .locator('input[type=file]')
    .setInputFiles(join(import.meta.dirname, '../../examples/datasets/labels/label-01.jpg'));
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
  expect(await page.getByLabel('Base URL').inputValue()).toBe(reader.url);
  await press('Save now');
  await saveModel(page, 'Barcode reader');
  await page.getByRole('heading', { level: 1, name: 'Barcode reader' }).waitFor();
  await see('classes discovered');
});

test('an endpoint that is down is saved all the same, and marked as unverified', async () => {
  await reader.close();
  await enterModel(page, hub.url, { contract: /V7/, address: ['Base URL', reader.url] });
  await press('Test the address');
  await see('No server was reached');
  await openStep(page, 'Save');
  await see('It may be saved unverified');
  await saveModel(page, 'Reader of tomorrow');
  await page.getByRole('heading', { level: 1, name: 'Reader of tomorrow' }).waitFor();
  await see('not verified');
  expect(complaints).toEqual([]);
});
