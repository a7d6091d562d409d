import { join } from 'node:path';
import sharp from 'sharp';
import { enterModel, openStep } from '../add-model.ts';
import { labels, startPicturedHub } from './pictured-hub.ts';

/**
 * Takes the pictures of the pages that README and documents show, into `docs/images`: `npm run pictures`, or with
 * names behind `--` those alone. What is on them is real: the example models have been run over the example datasets.
 */
const folder = join(import.meta.dirname, '../../docs/images');
const wanted = new Set(process.argv.slice(2));

const hub = await startPicturedHub();
const { page } = hub;
const run = await hub.run('Parcels, first reading', hub.models.reader);
await hub.run('Parcels, by their colours', hub.models.colours);
hub.fallIll(['unwell', 'unwell', 'unwell', 'refused', 'refused', 'unwell']);
const failed = await hub.run('Parcels, read far away', hub.models.ailing);

const see = (words: string | RegExp) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** What is done before each picture is taken. */
const scenes: { readonly [name: string]: () => Promise<void> } = {
  async prediction() {
    await page.goto(run);
    await page.getByRole('link', { name: 'parcel-04.webp' }).first().click();
    await see('What happened');
  },
  async 'add-a-model'() {
    await enterModel(page, hub.url, { contract: /V7/, address: ['Base URL', hub.readerUrl] });
    await press('Test the address');
    await see('answers as its contract says');
    await openStep(page, 'A sample of yours');
    await page.locator('input[type=file]').setInputFiles(join(labels, 'label-01.jpg'));
    await press('Ask the model');
    await see('4 found');
    await page.getByRole('application').scrollIntoViewIfNeeded();
  },
  async models() {
    await page.goto(`${hub.url}/models`);
    await see('Colour finder');
  },
  async model() {
    await page.goto(`${hub.url}/models/${hub.models.reader}`);
    await see(/latency/i);
  },
  async 'new-run'() {
    await page.goto(`${hub.url}/runs/new?model=${hub.models.reader}&dataset=${hub.datasetId}`);
    await press('Preview on a few items');
    await page.getByRole('button', { name: /^Looks right/ }).waitFor();
  },
  async run() {
    await page.goto(run);
    await see('in all');
  },
  async failures() {
    await page.goto(failed);
    await see('What to do:');
    await page.getByRole('region', { name: 'Failures' }).scrollIntoViewIfNeeded();
  },
  async playground() {
    await page.goto(`${hub.url}/models/${hub.models.colours}/playground`);
    await page.locator('input[type=file]').first().setInputFiles(join(labels, 'label-06.webp'));
    await press(/^(Run|Ask)/);
    await page.getByRole('listbox', { name: 'Annotations' }).waitFor();
  },
  async dataset() {
    await page.goto(`${hub.url}/datasets/${hub.datasetId}`);
    await see('label-06.webp');
  },
  async sandbox() {
    await page.goto(`${hub.url}/sandbox?models=${hub.models.chat},${hub.models.finder}`);
    await page.getByRole('textbox', { name: 'Ask all models' }).fill(question);
    await page.keyboard.press('Enter');
    await see('The models have answered.').catch(() => undefined);
  },
};

const question =
  'The lighthouse of Skerry was built in 1884. Its keeper kept a diary of the storms. The cat slept through all of them.\nWhen was the lighthouse built?';

await page.emulateMedia({ colorScheme: 'light' });
for (const [name, prepare] of Object.entries(scenes)) {
  if (wanted.size > 0 && !wanted.has(name)) continue;
  await prepare();
  await page.waitForLoadState('networkidle');
  await page.mouse.move(0, 0);
  const file = join(folder, `${name}.webp`);
  const { size } = await sharp(await page.screenshot())
    .webp({ quality: 80, effort: 6 })
    .toFile(file);
  process.stdout.write(`${file}: ${size} bytes\n`);
}
await hub.stop();
