import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessStore } from '../access/access-store.ts';
import { createAuth } from '../access/auth-store.ts';
import type { Caller } from '../access/principal.ts';
import { type Composition, compose } from '../compose.ts';
import { type HubOptions, readConfig } from '../config.ts';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.ts';
import { createLogger } from '../logger.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A whole hub on a database of its own, to be asked through its front door. */
export interface TestHub extends Composition {
  readonly database: TestDatabase;
  readonly dataFolder: string;
  readonly apiKey: string;
  /** Asks with the key and sends JSON. The body of the answer is read as JSON. */
  ask<Body = Record<string, unknown>>(
    method: Method,
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body }>;
  /** Uploads files as a form, each under its name. */
  upload<Body = Record<string, unknown>>(
    url: string,
    files: { readonly [name: string]: string | Uint8Array },
  ): Promise<{ status: number; body: Body }>;
  /** Reads whom the key stands for anew, as a hub does that has just started. */
  verifyFresh(): Promise<Caller | null>;
  end(): Promise<void>;
}

/**
 * Composes a hub in a fresh data folder on a clone of the migrated database. Its key may do
 * everything, or what `permissions` say.
 */
export async function createTestHub(
  options: HubOptions = {},
  permissions?: { readonly [resource: string]: readonly string[] },
): Promise<TestHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-hub-'));
  const database = await createTestDatabase();
  const config = readConfig({}, { dataFolder, logLevel: 'silent', port: 0, ...options });
  const hub = await compose(config, database, createLogger(config.logLevel));
  const store = createAccessStore(
    database,
    createAuth(database, 'a secret for tests, 32 characters long'),
  );
  const { organisationId, ownerId } = await store.ensureFirstOrganisation();
  const apiKey = await store.createKey(organisationId, ownerId, 'test');
  if (permissions) {
    await database.pool.query('update apikey set permissions = $1', [JSON.stringify(permissions)]);
  }
  const headers = { authorization: `Bearer ${apiKey}` };

  return {
    ...hub,
    database,
    dataFolder,
    apiKey,

    async ask(method, url, payload) {
      const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() };
    },

    async upload(url, files) {
      const form = new FormData();
      for (const [name, content] of Object.entries(files)) {
        form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
      }
      const encoded = new Response(form);
      const answer = await hub.app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
        payload: Buffer.from(await encoded.arrayBuffer()),
      });
      return { status: answer.statusCode, body: answer.json() };
    },

    verifyFresh: () => store.verifyKey(apiKey),

    async end() {
      await hub.app.close();
      await hub.drain();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
