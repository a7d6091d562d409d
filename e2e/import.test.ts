import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '@patchbay/hub/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { collectComplaints } from './page-faults.ts';
import { ownerSettings, signIn } from './sign-in.ts';

let hub: Awaited<ReturnType<typeof startHub>>;
let folder: string;
let browser: Browser;
let page: Page;
let complaints: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-import-'));
  const dataFolder = join(folder, 'hub');
  [hub, browser] = await Promise.all([
    startHub({ ...ownerSettings, dataFolder, port: 0, logLevel: 'silent', workers: 0 }),
    launchBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  complaints = collectComplaints(page);
  await signIn(page, hub);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
  await rm(folder, { recursive: true });
});

async function createDataset(name: string): Promise<void> {
  await page.goto(`${hub.url}/datasets`);
  await page.getByRole('button', { name: 'New dataset' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create dataset' }).click();
  await page.getByText('The dataset is empty').waitFor();
}

/** A folder with 130 texts in two folders, 7 pictures that are none, and what systems and people keep beside them. */
async function makeFolder(): Promise<string> {
  const root = join(folder, 'letters');
  await mkdir(join(root, 'deep/er'), { recursive: true });
  const write = (name: string, words: string) => writeFile(join(root, name), words);
  for (let number = 0; number < 130; number += 1) {
    const place = number % 2 === 0 ? '' : 'deep/er/';
    await write(`${place}letter-${String(number).padStart(3, '0')}.txt`, `Letter ${number}`);
  }
  for (let number = 0; number < 7; number += 1) await write(`torn-${number}.png`, 'no picture');
  await write('truth.json', '{}');
  await write('.DS_Store', '');
  return root;
}

/** The lines of the report that a person keeps. */
async function downloadReport(): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  const path = join(folder, 'report.csv');
  await download.saveAs(path);
  return (await readFile(path, 'utf8')).trim().split('\r\n');
}

test('a folder is imported with its paths, and whatever is no data row is told, found and kept', async () => {
  await createDataset('Letters');
  await page.getByLabel('Folder').setInputFiles(await makeFolder());
  await page
    .getByText('130 imported, 2 left out, which are no data rows, 7 could not be read.')
    .waitFor();
  await page.getByText('130 data rows').waitFor();
  await page.getByRole('searchbox', { name: 'Search what was not imported' }).fill('torn-3');
  await page.getByText('1 entry').waitFor();
  expect(await page.getByText(/torn-3\.png is not an image/).count()).toBe(1);
  const [heading, ...lines] = await downloadReport();
  expect(heading).toBe('source,outcome,code,message,remedy');
  expect(lines).toHaveLength(9);
  expect(
    lines.filter((line) => /^torn-\d\.png,failed,INPUT_FILE_UNREADABLE,/.test(line)),
  ).toHaveLength(7);
  expect(lines.filter((line) => line.includes(',left out,,'))).toHaveLength(2);
  await page.getByRole('article').filter({ hasText: 'deep/er/letter-001.txt' }).waitFor();
});

test('an import that lost the hub goes on by itself, and one whose tab was closed goes on with the same files', async () => {
  await createDataset('Again');
  const letters = join(folder, 'letters');
  let answered = 0;
  await page.route('**/import?format=*', async (route) => {
    answered += 1;
    if (answered === 2) await route.abort('connectionreset');
    else if (answered === 4) await page.reload();
    else await route.continue();
  });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByLabel('Folder').setInputFiles(letters);
  await page.getByText('An import was broken off: 100 of 137 files had been sent').waitFor();
  await page.unroute('**/import?format=*');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/import?')) sent.push(request.url());
  });
  await page.getByLabel('Folder').setInputFiles(letters);
  await page
    .getByText('130 imported, 2 left out, which are no data rows, 7 could not be read.')
    .waitFor();
  expect(sent).toHaveLength(1);
});

test('the gallery leads from row to row by keyboard, and what is looked for stands in the address', async () => {
  const list = page.getByRole('region', { name: /^Data rows\./ });
  await list.focus();
  await page.keyboard.press('End');
  await page.getByRole('article').filter({ hasText: 'letter-128.txt' }).waitFor();
  await page.getByRole('searchbox', { name: 'Show rows with the words' }).fill('letter 129');
  await page.keyboard.press('Enter');
  await page.getByText('1 data row', { exact: true }).waitFor();
  expect(page.url()).toContain('text=letter+129');
  await page.getByRole('link', { name: 'deep/er/letter-129.txt' }).click();
  await page.getByText('No run went over this data row yet').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { level: 1, name: 'deep/er/letter-127.txt' }).waitFor();
  expect(complaints).toEqual([]);
});
