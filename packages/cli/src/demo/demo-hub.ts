import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '@patchbay/hub/main.ts';
import { createHubClient, type HubClient } from '../api/client.ts';

/** A hub with nothing in it, that leaves nothing behind. */
export interface DemoHub {
  readonly client: HubClient;
  stop(): Promise<void>;
}

/** Starts a hub in a new folder, which may call the given addresses of this machine and no others. */
export async function startDemoHub(port: number, egressAllow: string[]): Promise<DemoHub> {
  // The demo never writes into the database of a hub that is in use.
  delete process.env.DATABASE_URL;
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-demo-'));
  const removeFolder = () => rm(dataFolder, { recursive: true, force: true });
  try {
    const hub = await startHub({ dataFolder, port, egressAllow, logLevel: 'error' });
    return {
      client: createHubClient({ url: hub.url, apiKey: hub.apiKey }),
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
