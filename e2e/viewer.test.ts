import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { collectComplaints } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { countDrawn } from './viewer/count-drawn.ts';
import { readFiles, startViewedHub, type ViewedHub } from './viewer/viewed-hub.ts';

/** How a person looks at what models drew: every kind of annotation, thousands of them, item after item. */

let hub: ViewedHub;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;
let complaints: readonly string[];
let drawn: readonly string[];
let crowded: readonly string[];

beforeAll(async () => {
  [hub, browser] = await Promise.all([startViewedHub(), launchBrowser()]);
  const pictures = await readFiles('label-06.webp', 'note-01.jpg');
  const datasetId = await hub.addDataset('Pictures', pictures);
  const drawer = await hub.register('Drawer', {
    protocol: 'v7',
    connection: { url: hub.models.drawer },
  });
  const crowd = await hub.register('Crowd', {
    protocol: 'v7',
    connection: { url: hub.models.crowd },
  });
  drawn = await hub.run(drawer, datasetId);
  crowded = await hub.run(crowd, datasetId);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  complaints = collectComplaints(page);
  await signIn(page, hub);
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

const list = () => page.getByRole('listbox', { name: 'Annotations' });
const options = () => list().getByRole('option');

async function open(url: string | undefined): Promise<void> {
  await page.goto(url ?? '');
  await options().first().waitFor();
  await expect.poll(() => countDrawn(page)).toBeGreaterThan(0);
}

test('every kind of annotation is drawn and named, and no label covers another', async () => {
  await open(drawn[0]);
  const labels = page.getByRole('application').locator('span');
  await expect.poll(() => labels.count()).toBe(7);
  const boxes = await Promise.all((await labels.all()).map((label) => label.boundingBox()));
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      if (!one || !other) throw new Error('A label is not to be seen');
      const isApart =
        one.x + one.width <= other.x + 0.5 ||
        other.x + other.width <= one.x + 0.5 ||
        one.y + one.height <= other.y + 0.5 ||
        other.y + other.height <= one.y + 0.5;
      expect(isApart).toBe(true);
    }
  }
});

test('a list is gone through by keys, and leads to the picture and back', async () => {
  await list().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const selected = list().getByRole('option', { selected: true });
  expect(await selected.textContent()).toContain('lake');
  const image = page.getByRole('application').getByRole('img');
  const before = await image.boundingBox();
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await image.boundingBox())?.width)
    .toBeGreaterThan(before?.width ?? 0);
  await page.keyboard.press('Escape');
  await expect.poll(() => selected.count()).toBe(0);
  await page.getByRole('searchbox', { name: 'Search annotations' }).fill('KA 17');
  await expect.poll(() => options().count()).toBe(1);
});

test('the keys of the page are told, and one of them hides what was found', async () => {
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog');
  await help.getByText('Previous and next item').waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('h');
  await expect.poll(() => countDrawn(page)).toBe(0);
  await page.keyboard.press('h');
  await expect.poll(() => countDrawn(page)).toBeGreaterThan(0);
  await page.keyboard.press('j');
  await page.getByRole('heading', { level: 1, name: 'note-01.jpg' }).waitFor();
});

test('of 5,000 boxes and a text of 20 kB the page holds what is seen, and a slider thins them out (fault F10)', async () => {
  await open(crowded[0]);
  await page.getByText('5,000 of 5,000 shown').waitFor();
  const size = await page.evaluate(() => ({
    nodes: document.querySelectorAll('*').length,
    characters: document.body.innerText?.length ?? 0,
    labels: document.querySelectorAll('[role=application] span').length,
  }));
  expect(size.nodes).toBeLessThan(1_500);
  expect(size.characters).toBeLessThan(10_000);
  expect(size.labels).toBe(0);
  expect(await options().first().getAttribute('aria-setsize')).toBe('5000');
  const all = await countDrawn(page);
  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => countDrawn(page)).toBeLessThan(all / 2);
  const few = await options().first().getAttribute('aria-setsize');
  expect(Number(few)).toBeLessThan(1_000);
  const stage = await page.getByRole('application').boundingBox();
  await list().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await list().getByRole('option', { selected: true }).waitFor();
  await page.mouse.move(
    (stage?.x ?? 0) + (stage?.width ?? 0) / 2,
    (stage?.y ?? 0) + (stage?.height ?? 0) / 2,
  );
  await expect.poll(() => countDrawn(page, { isPointedAt: true })).toBeGreaterThan(0);
});

test('a picture whose file is gone says so kindly, and what was found is drawn all the same', async () => {
  await page.route('**/asset?upright=1', (route) => route.abort());
  await open(drawn[1]);
  await page.getByRole('alert').waitFor();
  await page.unroute('**/asset?upright=1');
  expect(complaints).toEqual([]);
});
