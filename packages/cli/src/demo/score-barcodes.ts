import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groundTruthSchema } from '@patchbay/example-datasets/ground-truth.ts';
import type { HubClient } from '../api/client.ts';
import { listAll } from '../api/list-all.ts';
import { type CodeScore, type JudgedPicture, judgeCodes } from './judge-codes.ts';

/** Compares what a run read in the pictures of a folder with the codes that are known to be there. */
export async function scoreBarcodes(
  hub: HubClient,
  runId: string,
  folder: string,
): Promise<CodeScore> {
  const text = await readFile(join(folder, 'ground-truth.json'), 'utf8');
  const { images } = groundTruthSchema.parse(JSON.parse(text));
  const codesOf = new Map(images.map((image) => [image.file, image.codes]));
  const items = await listAll((query) => hub.items.list({ id: runId, limit: 200, ...query }));
  const pictures = await Promise.all(
    items.map(async ({ id, dataRow }): Promise<JudgedPicture> => {
      const { prediction } = await hub.items.get({ id });
      return {
        codes: codesOf.get(dataRow.globalKey) ?? [],
        annotations: prediction?.annotations ?? [],
      };
    }),
  );
  return judgeCodes(pictures);
}
