import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxAround } from '@patchbay/core/geometry/box.ts';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { type Hub, startHub } from '@patchbay/hub/main.ts';
import type { HttpServer } from '@patchbay/model-kit';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groundTruthSchema } from '../../examples/datasets/ground-truth.ts';
import { findAccessibilityFaults } from '../accessibility.ts';
import { launchBrowser } from '../browser.ts';
import { collectComplaints, measureOverflow } from '../page-faults.ts';
import { runShellScript } from '../shell-script.ts';
import { ownerSettings, signIn } from '../sign-in.ts';

/** Somebody tries a model on one picture: the whole of it, then a region that they draw. Each test goes on where the last one ended. */

const labels = join(import.meta.dirname, '../../examples/datasets/labels');
const token = "a token that's known to the reader";

let reader: HttpServer;
let hub: Hub;
let browser: Browser;
let page: Page;
let complaints: readonly string[];
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-region-'));
  const authentication = { bearer: { token } };
  [reader, browser] = await Promise.all([
    serveModel(barcodeReader, { protocols: ['v7'], authentication }),
    launchBrowser(),
  ]);
  const egressAllow = [new URL(reader.url).host];
  hub = await startHub({ ...ownerSettings, dataFolder, port: 0, egressAllow, logLevel: 'error' });
  await call('models', {
    name: 'Barcode reader',
    protocol: 'v7',
    connection: { url: reader.url },
    credentials: authentication,
  });
  const { id } = await call('datasets', { name: 'Parcels' });
  const form = new FormData();
  for (const name of ['label-02.jpg', 'parcel-01.jpg']) {
    form.append('file', new Blob([await readFile(join(labels, name))]), name);
  }
  await call(`datasets/${id}/import?format=files`, form);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  complaints = collectComplaints(page);
  await signIn(page, hub);
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await reader?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Calls the API as a script would, for what was there before the story begins. */
async function call(path: string, body: object): Promise<{ id: string }> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${hub.url}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hub.apiKey}`,
      ...(!isForm && { 'content-type': 'application/json' }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as { id: string };
}

const annotations = () => page.getByRole('region', { name: 'Annotations' });
const response = () => page.getByRole('region', { name: 'Response' });

/** What is known of the codes on the picture. */
async function findCode(name: string) {
  const known = groundTruthSchema.parse(
    JSON.parse(await readFile(join(labels, 'ground-truth.json'), 'utf8')),
  );
  const image = known.images.find(({ file }) => file === 'parcel-01.jpg');
  const code = image?.codes.find((it) => it.class === name);
  if (!image || !code) throw new Error(`There is no ${name} on the picture.`);
  return { image, text: code.text, box: boxAround(code.polygon) };
}

/** Drags over the picture, as it lies whole on its stage, from one place of it to another. */
async function dragOver(from: { x: number; y: number }, to: { x: number; y: number }) {
  const { image } = await findCode('QR Code');
  const stage = await page.getByRole('img', { name: 'parcel-01.jpg' }).boundingBox();
  if (!stage) throw new Error('The picture is not on the page.');
  const scale = stage.width / image.width;
  const place = ({ x, y }: { x: number; y: number }) =>
    [stage.x + x * scale, stage.y + y * scale] as const;
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }));
  await page.mouse.move(...place(to));
  await page.mouse.up();
}

test('from the page of a model somebody comes to its playground and chooses a data row', async () => {
  await page.goto(`${hub.url}/models`);
  await page.getByRole('link', { name: 'Barcode reader' }).first().click();
  await page.getByRole('link', { name: 'Try it' }).first().click();
  await page.getByText('What shall the model be asked about?').waitFor();
  await page.getByRole('button', { name: 'Data row' }).click();
  await page.getByRole('link', { name: 'label-02.jpg' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('PARCEL');
  await page.getByRole('link', { name: 'label-02.jpg' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'parcel-01.jpg' }).click();
  await page.getByRole('img', { name: 'parcel-01.jpg' }).waitFor();
  expect(page.url()).toMatch(/\/playground\?dataRow=[0-9a-f-]{36}$/);
});

test('the whole picture is asked about, and both codes on it are found', async () => {
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText(/^Try 1: 4 annotations, in [\d,]+ ms/).waitFor();
  await annotations().getByText('QR Code').first().waitFor();
  await annotations().getByText('Code 128').first().waitFor();
  await expect.poll(() => findAccessibilityFaults(page)).toEqual([]);
});

test('a region is drawn with the mouse, and only the code in it is found, where it lies in the whole', async () => {
  const { box, text } = await findCode('QR Code');
  await dragOver(
    { x: box.x - 15, y: box.y - 15 },
    { x: box.x + box.width + 15, y: box.y + box.height + 15 },
  );
  await expect
    .poll(async () => Number(await page.getByLabel('Width').inputValue()))
    .toBeCloseTo(box.width + 30, -1);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Try 2: 2 annotations/).waitFor();
  await annotations().getByText(text).first().waitFor();
  expect(await annotations().getByText('Code 128').count()).toBe(0);
  const said = await response().textContent();
  const [, x = '0'] = /"bounding_box": \{\s*"x": ([\d.]+)/.exec(said ?? '') ?? [];
  expect(Math.abs(Number(x) - box.x)).toBeLessThan(8);
});

test('it is moved by its numbers to the other code, without a pointer', async () => {
  const { box, text } = await findCode('Code 128');
  // The reader wants some of the paper around a tilted code.
  const numbers = [box.x - 60, box.y - 60, box.width + 120, box.height + 120].map(Math.round);
  for (const [index, label] of ['Left', 'Top', 'Width', 'Height'].entries()) {
    await page.getByLabel(label).fill(String(numbers[index]));
  }
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Try 3: 2 annotations/).waitFor();
  await annotations().getByText(text).first().waitFor();
  expect(await annotations().getByText('QR Code').count()).toBe(0);
});

test('the call is copied as a command that gets the same answer, with the secret as a variable', async () => {
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).not.toContain(token);
  const script = `cd ${labels}\nPATCHBAY_TOKEN='${token.replace("'", "'\\''")}'\n${command}`;
  const ran = await runShellScript(script, { standIns: 'where missing' });
  expect([ran.status, ran.errors]).toEqual([0, '']);
  const shown = (await response().textContent()) ?? '';
  expect(JSON.parse(ran.output)).toEqual(JSON.parse(shown.slice(shown.indexOf('{'))));
});

test('an earlier try is gone back to, and a dropped file takes the place of the data row', async () => {
  await page.getByRole('button', { name: 'Show try 1' }).click();
  await page.getByText('The model is asked about the whole image.').waitFor();
  await annotations().getByText('Code 128').first().waitFor();
  await page.locator('input[type=file]').setInputFiles(join(labels, 'label-06.webp'));
  await page.getByRole('img', { name: 'label-06.webp' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Try 4: \d+ annotations/).waitFor();
  expect(page.url()).toMatch(/\/playground$/);
});

test('nothing is cut off on a phone, and no page complained', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => measureOverflow(page)).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});
