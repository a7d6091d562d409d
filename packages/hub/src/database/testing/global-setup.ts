import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../database.ts';
import { startEmbeddedServer } from '../embedded-server.ts';
import { migrate } from '../migrate.ts';
import { templateDatabase } from './template-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that all test files of a run use, each with databases of its own. */
    databaseServerUrl: string;
  }
}

/** Starts one PostgreSQL for a whole test run, with a migrated database to clone from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-test-'));
  // Nobody will miss these databases after a crash.
  const server = await startEmbeddedServer(folder, { fsync: 'off', full_page_writes: 'off' });
  const template = createDatabase(await createTemplate(server.url));
  await migrate(template);
  await template.close();
  project.provide('databaseServerUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function createTemplate(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${templateDatabase}`;
  return url.href;
}
