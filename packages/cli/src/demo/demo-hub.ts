import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '@patchbay/hub/main.ts';
import { createHubClient, type HubClient } from '../api/client.ts';

/** A hub with nothing in it, that leaves nothing behind. */
export interface DemoHub {
  readonly client: HubClient;
  /** The address that signs a browser in as the owner of the demo, once. */
  createSignInLink(): Promise<string>;
  stop(): Promise<void>;
}

const ownerEmail = 'demo@patchbay.invalid';

/** Who owns the demo. Nobody is told the password: its links sign a browser in. */
function owner() {
  return { adminEmail: ownerEmail, adminPassword: randomBytes(24).toString('base64url') };
}

/** Starts a hub in a new folder, which may call the given addresses of this machine and no others. */
export async function startDemoHub(port: number, egressAllow: string[]): Promise<DemoHub> {
  // The demo never writes into the database of a hub that is in use.
  delete process.env.DATABASE_URL;
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-demo-'));
  const removeFolder = () => rm(dataFolder, { recursive: true, force: true });
  try {
    const hub = await startHub({ ...owner(), dataFolder, port, egressAllow, logLevel: 'error' });
    return {
      client: createHubClient({ url: hub.url, apiKey: hub.apiKey }),
      createSignInLink: () => hub.createSignInLink(ownerEmail),
      async stop() {
        await hub.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
