import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createHubClient } from '@patchbay/cli/api/client.ts';
import { startTextTagger } from '@patchbay/example-models/text-tagger.ts';
import { startHub } from '@patchbay/hub/main.ts';
import { ownerSettings } from '../sign-in.ts';
import { startDrawingModels } from './drawing-models.ts';

const labels = join(import.meta.dirname, '../../examples/datasets/labels');

export type ViewedHub = Awaited<ReturnType<typeof startViewedHub>>;

/** A hub beside models that answer every kind of annotation, with pictures to ask them about. */
export async function startViewedHub() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-viewer-'));
  const models = await startDrawingModels();
  const tagger = await startTextTagger();
  const egressAllow = [...models.hosts, new URL(tagger.url).host];
  const hub = await startHub({
    ...ownerSettings,
    dataFolder,
    port: 0,
    egressAllow,
    logLevel: 'error',
  });
  const client = createHubClient({ url: hub.url, apiKey: hub.apiKey });

  return {
    url: hub.url,
    client,
    models: { ...models, tagger: `${tagger.url}/predict` },
    dataFolder,

    /** Makes a dataset of files. */
    async addDataset(name: string, files: readonly { name: string; content: Blob }[]) {
      const dataset = await client.datasets.create({ name });
      await client.importFiles(dataset.id, 'files', files);
      return dataset.id;
    },

    /** Runs a model over a dataset to its end, and gives the addresses of its items, in their order. */
    async run(model: { readonly id: string }, datasetId: string, parameters: object = {}) {
      const run = await client.runs.start({
        modelId: model.id,
        datasetId,
        parameters: { ...parameters },
      });
      while ((await client.runs.get({ id: run.id })).state !== 'completed') {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { items } = await client.items.list({ id: run.id, limit: 100 });
      return items.map(({ id }) => `${hub.url}/runs/${run.id}/items/${id}`);
    },

    async register(name: string, configuration: object) {
      const { model } = await client.models.register({ name, ...configuration } as never);
      return model;
    },

    async stop() {
      await hub.stop();
      await models.close();
      await tagger.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Files by their paths; those of the example dataset by their names. */
export async function readFiles(...paths: readonly string[]) {
  return await Promise.all(
    paths.map(async (path) => ({
      name: basename(path),
      content: new Blob([await readFile(path.includes('/') ? path : join(labels, path))]),
    })),
  );
}
