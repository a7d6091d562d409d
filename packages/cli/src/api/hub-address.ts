import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { readConfig } from '@patchbay/hub/config.ts';
import * as z from 'zod';

/** Where a hub answers and the key that it is shown. */
export interface HubAddress {
  /** The address without a path: `http://127.0.0.1:7400`. */
  readonly url: string;
  readonly apiKey: string;
}

/** What a running hub writes into its data folder about itself. */
const hubFileSchema = z.object({ url: z.url() });

/**
 * Finds the hub: `PATCHBAY_URL`, else the address that the hub of the data folder wrote down; and
 * the key: `PATCHBAY_API_KEY`, else the one in the data folder. That one may do everything, so it is shown to
 * nobody but a hub on this machine.
 */
export async function findHub(environment: NodeJS.ProcessEnv): Promise<HubAddress> {
  const folder = dataFolderOf(environment);
  const { PATCHBAY_URL, PATCHBAY_API_KEY } = environment;
  const url = checkUrl(PATCHBAY_URL ?? (await readHubFile(join(folder, 'hub.json'))));
  if (PATCHBAY_API_KEY !== undefined) return { url, apiKey: PATCHBAY_API_KEY };
  if (PATCHBAY_URL !== undefined) requireThisMachine(url);
  return { url, apiKey: await readKeyFile(join(folder, 'api-key')) };
}

function requireThisMachine(url: string): void {
  const { hostname } = new URL(url);
  if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return;
  throw new PatchbayError({
    code: 'AUTH_REQUIRED',
    message: `there is no key for ${url}: PATCHBAY_API_KEY is not set, and the key in the data folder is shown to a hub on this machine alone. Make a key in that hub, under Settings → API keys`,
  });
}

async function readHubFile(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text === null) {
    throw new PatchbayError({
      code: 'HUB_UNREACHABLE',
      message: `no hub runs on this data folder: there is no ${path}, and PATCHBAY_URL is not set`,
    });
  }
  try {
    return hubFileSchema.parse(JSON.parse(text)).url;
  } catch (cause) {
    throw new PatchbayError({
      code: 'HUB_UNREACHABLE',
      message: `${path} should say where the hub answers and cannot be read; restart the hub, it writes the file anew`,
      cause,
    });
  }
}

async function readKeyFile(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text !== null) return text.trim();
  throw new PatchbayError({
    code: 'AUTH_REQUIRED',
    message: `there is no key: PATCHBAY_API_KEY is not set and there is no ${path}`,
  });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

function checkUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/+$/, '');
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `PATCHBAY_URL is ${JSON.stringify(text)}, which is no address; write it like http://127.0.0.1:7400`,
  });
}

/** The data folder as the hub itself would choose it, whatever else its settings say. */
function dataFolderOf({ PATCHBAY_DATA }: NodeJS.ProcessEnv): string {
  return readConfig({ PATCHBAY_DATA }).dataFolder;
}
