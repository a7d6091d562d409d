import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { openHubDatabase } from '../../backup/open-data.ts';
import { composeOperator } from '../../compose-operator.ts';
import { type HubConfig, type HubOptions, readConfig } from '../../config.ts';
import { createLogger } from '../../logger.ts';
import { createUndoList } from '../../running-process.ts';
import type { OperatorLink } from './operator-service.ts';

/**
 * Makes a one-time link in the database of the hub that the environment names, at work or stopped.
 * @throws PatchbayError STORAGE_DATABASE_FAILED, INPUT_NOT_FOUND, INPUT_INVALID
 */
export async function makeSignInLink(
  email: string | null,
  settings: HubOptions = {},
): Promise<OperatorLink> {
  const config = readConfig(process.env, settings);
  const undo = createUndoList(createLogger(config.logLevel));
  try {
    const database = await openHubDatabase(config, undo);
    return await composeOperator(database, await findAddress(config)).createLink(email);
  } finally {
    await undo.run();
  }
}

const hubFileSchema = z.object({ url: z.url() });

/** Where people reach the hub: as its settings say, or as it wrote down when it started. */
async function findAddress({ publicUrl, dataFolder, port }: HubConfig): Promise<string> {
  if (publicUrl !== undefined) return publicUrl;
  try {
    return hubFileSchema.parse(JSON.parse(await readFile(join(dataFolder, 'hub.json'), 'utf8')))
      .url;
  } catch {
    return `http://127.0.0.1:${port}`; // it does not run: where it will
  }
}
