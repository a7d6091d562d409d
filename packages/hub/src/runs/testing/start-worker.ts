import { composeWorker } from '../../compose-worker.ts';
import { readConfig } from '../../config.ts';
import { createDatabase } from '../../database/database.ts';
import { createLogger } from '../../logger.ts';
import type { TestHub } from '../../testing/test-hub.ts';

/** A worker beside a hub, as in a process of its own: it has its own connections, queue and gates, and works on one chunk at once. */
export interface TestWorker {
  readonly id: string;
  end(): Promise<void>;
}

/** Starts a worker on the database of a hub, or on a way to it that a test can cut; it may call this machine, or what else is allowed. */
export async function startWorker(
  hub: TestHub,
  databaseUrl = hub.database.url,
  egressAllow = ['127.0.0.1'],
): Promise<TestWorker> {
  const { dataFolder } = hub;
  const config = readConfig({}, { dataFolder, logLevel: 'silent', egressAllow, workers: 1 });
  const database = createDatabase(databaseUrl, { maximumConnections: 6 });
  const worker = await composeWorker(config, database, createLogger('silent'));
  await worker.startWorkers();
  return {
    id: worker.id,
    async end() {
      await worker.drain();
      await database.close();
    },
  };
}
