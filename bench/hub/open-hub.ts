import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { permissions } from '@patchbay/core/api/route.ts';
import { createAccessStore } from '@patchbay/hub/access/access-store.ts';
import { createAuditLog } from '@patchbay/hub/access/audit.ts';
import { createAuth } from '@patchbay/hub/access/auth-store.ts';
import { createKeyStore } from '@patchbay/hub/access/keys/key-store.ts';
import { compose } from '@patchbay/hub/compose.ts';
import { readConfig } from '@patchbay/hub/config.ts';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { startEmbeddedServer } from '@patchbay/hub/database/embedded-server.ts';
import { migrate } from '@patchbay/hub/database/migrate.ts';
import { createLogger } from '@patchbay/hub/logger.ts';

export type BenchHub = Awaited<ReturnType<typeof openHub>>;

/**
 * A whole hub in this process, on its own PostgreSQL as it is delivered: what is committed is on the disk
 * before it counts. Nothing works in it until `startWorkers`.
 */
export async function openHub(egressAllow: readonly string[] = []) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedServer(dataFolder);
  const database = createDatabase(server.url);
  await migrate(database);
  const config = readConfig(
    {},
    {
      dataFolder,
      logLevel: 'warn',
      port: 0,
      egressAllow: [...egressAllow],
      databaseUrl: server.url,
    },
  );
  const hub = await compose(config, database, createLogger(config.logLevel));
  const store = createAccessStore(
    database,
    createAuth(database, 'a secret for benchmarks, 32 characters'),
  );
  const { organisationId } = await store.ensureFirstOrganisation();
  const maker = { organisationId, actor: 'hub', name: 'bench', address: null };
  const keys = createKeyStore(database, createAuditLog());
  const wanted = { name: 'bench', scopes: permissions, expiresAt: null };
  const { key: apiKey } = await keys.insert(maker, wanted);
  const headers = { authorization: `Bearer ${apiKey}` };

  return {
    database,
    organisationId,
    startWorkers: hub.startWorkers,
    /** Asks the API. @throws where it answers with anything but success */
    async ask<Body>(method: 'GET' | 'POST', path: string, payload?: object): Promise<Body> {
      const url = `/api/v1${path}`;
      const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) });
      if (answer.statusCode >= 300) throw new Error(answer.body);
      return answer.json();
    },
    async close(): Promise<void> {
      await hub.app.close();
      await hub.drain();
      await database.close();
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
