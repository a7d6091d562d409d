import { join } from 'node:path';
import type { DatasetView, ImportFormat } from '@patchbay/core/api/dataset-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { HubClient } from '../api/client.ts';
import { planImport } from '../datasets/plan-import.ts';
import { uploadFiles } from '../datasets/upload-files.ts';

const folder = join(import.meta.dirname, '../../../../examples/datasets');

/** The datasets of the demo: their names, where their files are, and how they are read. */
export const demoDatasets = {
  labels: { path: join(folder, 'labels'), format: 'files' },
  texts: { path: join(folder, 'texts', 'texts.txt'), format: 'text-lines' },
} as const satisfies { [name: string]: { path: string; format: ImportFormat } };

/** The name of a dataset of the demo. */
export type DemoDatasetName = keyof typeof demoDatasets;

/** Imports the two datasets as `patchbay dataset import` does. A row that fails ends the demo. */
export async function importDemoDatasets(
  hub: HubClient,
): Promise<{ readonly [Name in DemoDatasetName]: DatasetView }> {
  return { labels: await importDataset(hub, 'labels'), texts: await importDataset(hub, 'texts') };
}

async function importDataset(hub: HubClient, name: DemoDatasetName): Promise<DatasetView> {
  const { path, format } = demoDatasets[name];
  const plan = await planImport(path, format);
  const { id } = await hub.datasets.create({ name });
  const { failed } = await uploadFiles(hub, id, plan, () => {});
  const [first] = failed;
  if (first === undefined) return hub.datasets.get({ id });
  throw new PatchbayError({
    ...first.problem,
    message: `${first.source}: ${first.problem.message}`,
  });
}
