import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as audit from './schema/audit.ts';
import * as auth from './schema/auth.ts';
import * as datasets from './schema/datasets.ts';
import * as models from './schema/models.ts';

/** All tables of the spine, as drizzle and better-auth look them up. */
export const schema = { ...auth, ...models, ...datasets, ...audit };

/** The hub's PostgreSQL: drizzle for queries that people read, the pool for the hot path. */
export interface Database {
  /** Where it is, with user and password: never to be logged. */
  readonly url: string;
  readonly pool: pg.Pool;
  readonly orm: NodePgDatabase<typeof schema>;
  close(): Promise<void>;
}

/** A connection on which nothing is said for so long is asked by the system whether its other side is there. */
export const keepAliveAfterMs = 10_000;

/**
 * Opens a pool of connections. `onError` hears of those that broke between two queries. A query that has
 * no answer after `queryTimeoutMs` fails, and its connection is given up: the other side may be gone
 * without a word. Without it, queries may take as long as they need.
 */
export function createDatabase(
  url: string,
  options: {
    maximumConnections?: number;
    queryTimeoutMs?: number;
    onError?: (error: Error) => void;
  } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maximumConnections ?? 20,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    ...(options.queryTimeoutMs !== undefined && { query_timeout: options.queryTimeoutMs }),
    application_name: 'patchbay',
  });
  // A connection that breaks between two queries would end the process if nobody listened: the
  // pool listens to those that lie idle, and this to those that somebody holds.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  pool.on('error', () => {}); // told by the connection itself
  return {
    url,
    pool,
    orm: drizzle(pool, { schema }),
    close: () => pool.end(),
  };
}

/**
 * Runs queries in one transaction, in plain SQL on the client or through drizzle on the same
 * connection: committed when `work` returns, rolled back when it throws.
 */
export async function withTransaction<Result>(
  database: Pick<Database, 'pool'>,
  work: (client: pg.PoolClient, orm: NodePgDatabase<typeof schema>) => Promise<Result>,
): Promise<Result> {
  return await withConnection(database, async (client) => {
    await client.query('begin');
    const result = await work(client, ormOf(client));
    await client.query('commit');
    return result;
  });
}

const orms = new WeakMap<pg.PoolClient, NodePgDatabase<typeof schema>>();

/** Drizzle on a connection, made once for it: it goes through all tables each time, and most never ask for it. */
function ormOf(client: pg.PoolClient): NodePgDatabase<typeof schema> {
  const orm = orms.get(client) ?? drizzle(client, { schema });
  orms.set(client, orm);
  return orm;
}

/**
 * Lends a connection to `work`, which begins and ends its transactions by itself. When it throws, what
 * is open is rolled back; a connection on which that fails is not used again.
 */
export async function withConnection<Result>(
  database: Pick<Database, 'pool'>,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
