import type { BenchFleet } from '../fleet/open-fleet.ts';
import { percentile95 } from './carry-out.ts';

const reads = 200;

/** Each filter of the table of figures; predictions without one are those of all items that succeeded. */
const filters = {
  state: {},
  code: { state: 'failed', code: 'MODEL_RESPONSE_NOT_JSON' },
  class: { class: 'car' },
  confidence: { minimumConfidence: '0.3' },
};

/** Milliseconds at the API that 95 of a hundred requests do not exceed. */
export interface ReadBack {
  readonly countersMs: number;
  readonly pagesMs: { readonly [filter in keyof typeof filters]: number };
}

/** Reads the numbers of a run, and pages of a hundred predictions or items at random depths. */
export async function readBack(fleet: BenchFleet, runId: string): Promise<ReadBack> {
  const places = await drawPlaces(fleet, runId);
  const countersMs = await timeReads(() => read(fleet, `/runs/${runId}`));
  const pagesMs = { state: 0, code: 0, class: 0, confidence: 0 };
  for (const filter of Object.keys(filters) as (keyof typeof filters)[]) {
    // An item that failed has no prediction.
    const list = filter === 'code' ? 'items' : 'predictions';
    const path = (cursor: string) =>
      `/runs/${runId}/${list}?${new URLSearchParams({ ...filters[filter], limit: '100', ...(cursor && { cursor }) })}`;
    const first: { nextCursor: string | null } = JSON.parse(await read(fleet, path('')));
    pagesMs[filter] = await timeReads((number) =>
      read(fleet, path(cursorAt(first.nextCursor, places[number % places.length]))),
    );
  }
  return { countersMs, pagesMs };
}

async function timeReads(readOne: (number: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let number = -20; number < reads; number += 1) {
    const startedAt = performance.now();
    await readOne(Math.abs(number));
    if (number >= 0) times.push(performance.now() - startedAt);
  }
  return percentile95(times);
}

interface Place {
  readonly itemId: string;
  readonly dataRowId: string;
  readonly confidence: number;
}

async function drawPlaces({ database }: BenchFleet, runId: string): Promise<Place[]> {
  const { rows } = await database.pool.query<Place>(
    `select item_id as "itemId", data_row_id as "dataRowId", confidence from predictions
     where run_id = $1 order by random() limit $2`,
    [runId, reads],
  );
  return rows;
}

/** A cursor as the hub writes that of the first page, with another item. */
function cursorAt(pattern: string | null, place: Place | undefined): string {
  if (pattern === null || !place) return '';
  const [mark, , , confidence] = Buffer.from(pattern, 'base64url').toString().split(' ');
  const depth = confidence === '' ? '' : String(place.confidence);
  return Buffer.from([mark, place.itemId, place.dataRowId, depth].join(' ')).toString('base64url');
}

async function read({ url, apiKey }: BenchFleet, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${url}/api/v1${path}`, { headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
