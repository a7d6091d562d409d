import { type Database, withTransaction } from '@patchbay/hub/database/database.ts';
import { Agent } from 'undici';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';
import { inParallel } from './in-parallel.ts';

/** What somebody would write in an afternoon: calls, parses, and saves 500 results with three statements. */
export interface NaiveLoop {
  /** Makes so many rows that wait to be called, in place of those of the round before. */
  prepare(count: number): Promise<void>;
  /** Calls for each of them, and saves what was answered. */
  send(): Promise<void>;
  close(): Promise<void>;
}

interface Result {
  readonly id: string;
  readonly annotations: string;
  readonly body: string;
  readonly latencyMs: number;
}

interface Answer {
  readonly results: readonly {
    readonly name: string;
    readonly confidence: number;
    readonly bounding_box: { x: number; y: number; w: number; h: number };
  }[];
}

const rowsOfSave = 500;

/** More than this many saves are not under way at once. */
const mostSaves = 3;

/**
 * A loop without gates, deadlines, retries, checks, tallies, counters and lists, and without a guard: a run that is
 * killed begins anew. It says how much of the distance to the bare loop is the work of calling and storing itself.
 */
export async function openNaiveLoop(
  database: Database,
  endpoint: BenchEndpoint,
  concurrency: number,
): Promise<NaiveLoop> {
  const dispatcher = new Agent({ pipelining: 1 });
  const url = new URL(`${endpoint.url()}/infer`);
  await database.pool.query(
    `create table naive_items (id uuid primary key, state text not null, attempts int not null);
     create table naive_predictions (item_id uuid primary key, annotations jsonb not null);
     create table naive_exchanges (item_id uuid primary key, body text not null, latency_ms real not null)`,
  );
  let ids: readonly string[] = [];

  async function callOne(id: string): Promise<Result> {
    const startedAt = performance.now();
    const image = { url: `https://images.example.com/street/${id}.jpg` };
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image, params: {} }),
    });
    const body = await answer.body.text();
    const { results } = JSON.parse(body) as Answer;
    const annotations = results.map(({ name, confidence, bounding_box: { x, y, w, h } }) => ({
      kind: 'bounding_box',
      class: name,
      confidence,
      box: { x, y, width: w, height: h },
    }));
    const latencyMs = performance.now() - startedAt;
    return { id, annotations: JSON.stringify(annotations), body, latencyMs };
  }

  const save = (results: readonly Result[]) =>
    withTransaction(database, async (client) => {
      const done = results.map(({ id }) => id);
      await client.query(
        'insert into naive_predictions select * from unnest($1::uuid[], $2::jsonb[])',
        [done, results.map(({ annotations }) => annotations)],
      );
      await client.query(
        'insert into naive_exchanges select * from unnest($1::uuid[], $2::text[], $3::real[])',
        [done, results.map(({ body }) => body), results.map(({ latencyMs }) => latencyMs)],
      );
      await client.query(
        `update naive_items set state = 'succeeded', attempts = attempts + 1
         from unnest($1::uuid[]) as done (id) where naive_items.id = done.id`,
        [done],
      );
    });

  return {
    async prepare(count) {
      await database.pool.query('truncate naive_items, naive_predictions, naive_exchanges');
      const { rows } = await database.pool.query<{ id: string }>(
        `insert into naive_items select uuidv7(), 'pending', 0 from generate_series(1, $1)
         returning id`,
        [count],
      );
      ids = rows.map(({ id }) => id);
    },
    async send() {
      let sent = 0;
      let waiting: Result[] = [];
      const saves: Promise<void>[] = [];
      await inParallel(concurrency, ids.length, async () => {
        const id = ids[sent] ?? '';
        sent += 1;
        const result = await callOne(id);
        waiting.push(result);
        if (waiting.length < rowsOfSave) return;
        saves.push(save(waiting));
        waiting = [];
        await saves.at(-mostSaves);
      });
      if (waiting.length > 0) saves.push(save(waiting));
      await Promise.all(saves);
    },
    close: () => dispatcher.close(),
  };
}
