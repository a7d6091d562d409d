import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from './accessibility.ts';
import { measureOverflow } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { startWalkedHub, type WalkedHub } from './walked-hub.ts';

/** The documents within the app, as somebody reads them who came from an error. */

let hub: WalkedHub;

beforeAll(async () => {
  hub = await startWalkedHub();
  hub.page.setDefaultTimeout(20_000);
  await signIn(hub.page, hub);
});
afterAll(() => hub?.stop());

test('an error leads to its place in the documents of this version', async () => {
  const { page } = hub;
  await page.goto(`${hub.url}/runs/019aa000-0000-7000-8000-000000000000`);
  await page.getByRole('link', { name: 'INPUT_NOT_FOUND' }).click();
  await page.getByRole('heading', { level: 1, name: 'Errors and warnings' }).waitFor();
  const heading = page.getByRole('heading', { name: 'INPUT_NOT_FOUND' });
  await expect.poll(async () => (await heading.boundingBox())?.y).toBeLessThan(200);
});

test('documents link each other within the app, with their pictures', async () => {
  const { page } = hub;
  await page.getByRole('link', { name: 'Help' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
  await page.getByRole('link', { name: 'How to' }).click();
  await page.getByRole('link', { name: 'Invite your team' }).click();
  await page.getByRole('heading', { level: 1, name: 'Invite your team' }).waitFor();
  const picture = page.locator('main img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await measureOverflow(page)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('an address of no document leads to those that are there', async () => {
  const { page } = hub;
  await page.goto(`${hub.url}/help/how-to/fly`);
  await page.getByRole('link', { name: 'Go to the documents' }).click();
  await page.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
  expect(hub.complaints).toEqual([]);
});
