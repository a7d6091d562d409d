import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import type { HubClient } from './client.ts';
import { listAll } from './list-all.ts';

/** The model of a name or an id; an unknown name is an error that lists the known ones. */
export function findModel(hub: HubClient, nameOrId: string): Promise<ModelView> {
  return findNamed('model', nameOrId, hub.models);
}

/** The dataset of a name or an id; an unknown name is an error that lists the known ones. */
export function findDataset(hub: HubClient, nameOrId: string): Promise<DatasetView> {
  return findNamed('dataset', nameOrId, hub.datasets);
}

/** The dataset of exactly this name, or null. */
export async function findDatasetNamed(hub: HubClient, name: string): Promise<DatasetView | null> {
  const page = await hub.datasets.list({ name });
  return page.items.find((dataset) => dataset.name === name) ?? null;
}

/** The routes by which things of one kind are found. */
interface NamedThings<Thing> {
  get(input: { id: string }): Promise<Thing>;
  list(input: { name?: string; cursor?: string }): Promise<Page<Thing>>;
}

async function findNamed<Thing extends { name: string }>(
  noun: string,
  nameOrId: string,
  things: NamedThings<Thing>,
): Promise<Thing> {
  if (z.uuid().safeParse(nameOrId).success) return things.get({ id: nameOrId });
  const { items } = await things.list({ name: nameOrId });
  const found = items.find((thing) => thing.name === nameOrId);
  if (found) return found;
  const known = await listAll((cursor) => things.list({ ...cursor }), 20);
  const names = known.map((thing) => thing.name).join(', ');
  throw new PatchbayError({
    code: 'INPUT_NOT_FOUND',
    message: `there is no ${noun} "${nameOrId}"; ${names ? `there are: ${names}` : `there is no ${noun} at all yet`}`,
  });
}
