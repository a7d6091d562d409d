import { createRandom } from '../frame/random.ts';
import { idOf } from '../large-run/row-ids.ts';
import type { LargeRun } from '../large-run/start-large-run.ts';

/** A list of a run with its filters. */
export interface ListedBy {
  readonly name: string;
  readonly path: 'items' | 'predictions';
  readonly query: { readonly [name: string]: string };
}

/** How long pages of a list took, in milliseconds. */
export interface ListFigures {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Of the answers, on the average. */
  readonly bytes: number;
}

/** Reads pages of a list at random depths, one at a time, and says how long each took. */
export async function measureList(
  run: LargeRun,
  list: ListedBy,
  pages: number,
): Promise<ListFigures> {
  const random = createRandom(7);
  const writeCursor = await learnCursors(run, list);
  const times: number[] = [];
  let bytes = 0;
  for (let page = -50; page < pages; page += 1) {
    const startedAt = performance.now();
    const text = await readPage(run, list, writeCursor(random));
    if (page < 0) continue; // warms up
    times.push(performance.now() - startedAt);
    bytes += text.length / pages;
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { name: list.name, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), bytes };
}

/**
 * How cursors at random places of a list are written: as the hub writes that of the first page, with another
 * item. To go there page by page would take ten thousand requests for each.
 */
async function learnCursors(
  run: LargeRun,
  list: ListedBy,
): Promise<(random: () => number) => string> {
  const first: { nextCursor: string | null } = JSON.parse(await readPage(run, list, ''));
  if (first.nextCursor === null) return () => '';
  const key = Buffer.from(first.nextCursor, 'base64url').toString();
  const [mark, , , confidence] = key.split(' ');
  return (random) => {
    const number = Math.floor(random() * run.items);
    const depth = confidence === '' ? '' : String(Math.fround(0.2 + random() * 0.8));
    const place = [mark, idOf('item', number), idOf('data row', number), depth].join(' ');
    return Buffer.from(place).toString('base64url');
  };
}

async function readPage(run: LargeRun, list: ListedBy, cursor: string): Promise<string> {
  const query = new URLSearchParams({ ...list.query, limit: '100', ...(cursor && { cursor }) });
  const url = run.url(`/runs/${run.runId}/${list.path}?${query}`);
  const answer = await fetch(url, { headers: run.headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
