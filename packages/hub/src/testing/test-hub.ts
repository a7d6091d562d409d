import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Permission, permissions } from '@patchbay/core/api/route.ts';
import { createAccessStore } from '../access/access-store.ts';
import { createAuditLog } from '../access/audit.ts';
import { createAuth } from '../access/auth-store.ts';
import type { NewKey } from '../access/keys/key-record.ts';
import { createKeyStore } from '../access/keys/key-store.ts';
import { type Composition, compose } from '../compose.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { createLogger } from '../logger.ts';
import { type Asking, createAsking } from './asking.ts';

/** A whole hub on a database of its own, to be asked through its front door. */
export interface TestHub extends Composition, Asking {
  readonly database: TestDatabase;
  readonly dataFolder: string;
  readonly apiKey: string;
  readonly organisationId: string;
  /** Makes another key; left out of what is wanted: one that may do everything, for good. */
  makeKey(wanted?: Partial<NewKey> & { organisationId?: string }): Promise<string>;
  /** Whether the key is let in when it is verified anew, as a hub does that has just started. */
  verifyFresh(): Promise<boolean>;
  end(): Promise<void>;
}

/**
/**
 * Composes a hub in a fresh data folder on a clone of the migrated database, or on one that is given. Its key
 * may do everything, or what `scopes` say.
 */
export async function createTestHub(
  options: HubOptions = {},
  scopes?: readonly Permission[],
  given?: TestDatabase,
): Promise<TestHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-hub-'));
  const database = given ?? (await createTestDatabase());
  const config = readConfig({}, { dataFolder, logLevel: 'silent', port: 0, ...options });
  const hub = await compose(config, database, createLogger(config.logLevel));
  const store = createAccessStore(
    database,
    createAuth(database, 'a secret for tests, 32 characters long'),
  );
  const { organisationId } = await store.ensureFirstOrganisation();
  const makeKey: TestHub['makeKey'] = async (wanted = {}) => {
    const { organisationId: of = organisationId, ...given } = wanted;
    const maker = { organisationId: of, actor: 'hub', name: 'tests', address: null };
    const { key } = await createKeyStore(database, createAuditLog()).insert(maker, {
      name: 'test',
      scopes: permissions,
      expiresAt: null,
      ...given,
    });
    return key;
  };
  const apiKey = await makeKey(scopes && { scopes });

  return {
    ...hub,
    database,
    dataFolder,
    apiKey,
    ...createAsking(hub.app, apiKey),
    organisationId,
    makeKey,
    verifyFresh: async () => (await store.verifyKey(apiKey)).ok,

    async end() {
      await hub.app.close();
      await hub.drain();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
