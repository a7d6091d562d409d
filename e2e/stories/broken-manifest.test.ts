import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../accessibility.ts';
import { measureOverflow } from '../page-faults.ts';
import { signIn } from '../sign-in.ts';
import { startWalkedHub, type WalkedHub } from '../walked-hub.ts';

/** Somebody was sent a `model.yaml` that does not read: each test goes on where the last one ended. */

let hub: WalkedHub;
let page: Page;

beforeAll(async () => {
  hub = await startWalkedHub();
  page = hub.page;
  page.setDefaultTimeout(15_000);
  await signIn(page, hub);
});
afterAll(() => hub?.stop());

/** Goes to a fault by its line in the list, and types over that line. */
async function mend(line: string, text: string): Promise<void> {
  await page.getByRole('button', { name: line }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(text);
}

test('a broken manifest is uploaded, and every fault is shown at its line', async () => {
  await page.goto(`${hub.url}/models`);
  await page.getByRole('link', { name: 'Register a model' }).first().click();
  await page.getByRole('radio', { name: 'A model.yaml' }).click();
  const manifest = [
    'name: Tagger',
    `inference_endpoint: ${hub.models.tagger}/predict`,
    'requests_per_second: many',
    'descripton: Marks names of people',
    'allowed_asset_types: [text]',
    'ontology:',
    '  media_type: TEXT',
    '  tools:',
    '    - tool: named-entity',
    '      name: Person',
    'secrets: sesame',
  ].join('\n');
  await page.locator('input[type=file]').setInputFiles({
    name: 'model.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(manifest),
  });
  await page.getByText('2 things are wrong').waitFor();
  const faults = page.getByRole('list', { name: 'What is wrong in the manifest' });
  expect(await faults.getByRole('listitem').count()).toBe(2);
  await faults.getByText('requests_per_second: 0.1').waitFor();
  await faults.getByText(/"description" may be meant/).waitFor();
  const editor = page.getByRole('textbox', { name: 'model.yaml' });
  expect(await editor.locator('.cm-lintRange-error').allTextContents()).toEqual([
    'requests_per_second',
    'descripton',
  ]);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  expect(await measureOverflow(page)).toBe(0);
});

test('it is mended in the editor, and the faults go while one types', async () => {
  await mend('Line 3:1', 'requests_per_second: 5');
  await page.getByText('One thing is wrong').waitFor();
  await mend('Line 4:1', 'description: Marks names of people');
  await page.getByText('It describes “Tagger”').waitFor();
  expect(await page.locator('.cm-lintRange-error').count()).toBe(0);
});

test('what it says stands in the steps, is tried, and is saved', async () => {
  await page.getByRole('button', { name: 'Use this manifest' }).click();
  const address = page.getByLabel('HTTP endpoint');
  expect(await address.inputValue()).toBe(`${hub.models.tagger}/predict`);
  await page.getByRole('button', { name: 'Test the address' }).click();
  await page.getByText('The endpoint answers as its contract says').waitFor();
  await page.getByRole('button', { name: 'Authentication' }).click();
  expect(await page.getByRole('textbox', { name: 'Token' }).inputValue()).toBe('sesame');
  await page.getByRole('button', { name: 'Save now' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tagger' }).waitFor();
  await page.getByText('Marks names of people').waitFor();
  await page.getByText('Person').first().waitFor();
  expect(hub.complaints).toEqual([]);
});
