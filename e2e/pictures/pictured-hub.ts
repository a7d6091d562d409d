import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAnswerFinder } from '@patchbay/example-models/answer-finder.ts';
import { startBarcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { startColourFinder } from '@patchbay/example-models/colour-finder.ts';
import { startSummariser, summariser } from '@patchbay/example-models/summariser.ts';
import { signIn } from '../sign-in.ts';
import { startAilingEndpoint } from '../stories/ailing-endpoint.ts';
import { startStoryHub } from '../stories/story-hub.ts';

export const labels = join(import.meta.dirname, '../../examples/datasets/labels');

/** A hub with the example models and datasets, runs over them, and a few people and keys. */
export async function startPicturedHub() {
  const servers = await Promise.all([
    startBarcodeReader(),
    startColourFinder(),
    startSummariser(),
    startAnswerFinder(),
  ]);
  const [reader, colours, chat, finder] = servers;
  const ailing = await startAilingEndpoint(reader.url);
  const hub = await startStoryHub([...servers, ailing].map(({ url }) => new URL(url).host));
  await signIn(hub.page, hub);
  const register = async (name: string, description: string, model: object) =>
    (await hub.post('models', { name, description, ...model })).model.id;
  const v7 = (url: string) => ({ protocol: 'v7', connection: { url } });
  const readsCodes = 'QR, Data Matrix and linear codes in photographs, with their text';
  const chatOf = (url: string, model: string) => ({
    protocol: 'openai-chat',
    connection: { url: `${url}/v1`, model },
    ontology: summariser.ontology,
  });
  const models = {
    reader: await register('Barcode reader', readsCodes, v7(reader.url)),
    ailing: await register('Barcode reader, far away', readsCodes, v7(ailing.url)),
    colours: await register(
      'Colour finder',
      'Patches of colour in nearly any photograph',
      v7(colours.url),
    ),
    chat: await register(
      'Summariser',
      'The most central sentences of a text',
      chatOf(chat.url, 'textrank'),
    ),
    finder: await register(
      'Answer finder',
      'The sentence that answers a question',
      chatOf(finder.url, 'overlap'),
    ),
  };
  const datasetId = (await hub.post('datasets', { name: 'Parcels and labels' })).id;
  await importLabels(datasetId);

  async function importLabels(id: string): Promise<void> {
    const form = new FormData();
    for (const name of await readdir(labels)) {
      if (!/\.(jpg|png|webp)$/.test(name)) continue;
      form.append('files', new Blob([await readFile(join(labels, name))]), name);
    }
    await hub.send(`datasets/${id}/import?format=files`, form);
  }

  return {
    ...hub,
    readerUrl: reader.url,
    models,
    datasetId,
    fallIll: ailing.fallIll,
    /** Runs a model over the dataset to its end, and gives the address of the run's page. */
    async run(name: string, modelId: string): Promise<string> {
      const { id } = await hub.post('runs', { name, modelId, datasetId });
      const url = `${hub.url}/runs/${id}`;
      await hub.page.goto(url);
      await hub.page.locator('header').getByText('completed').waitFor({ timeout: 120_000 });
      return url;
    },
    async stop() {
      await hub.stop();
      await Promise.all([...servers, ailing].map((server) => server.close()));
    },
  };
}
