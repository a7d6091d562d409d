import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { v7 as createId } from 'uuid';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import type { AttemptCall, FinishedItem } from './finished-item.ts';

const compress = promisify(zstdCompress);

/** Larger bodies lie in the storage, not in the row. */
const largestBodyInRow = 65_536;

/** A call of an attempt as the tables keep it; `request` is null where it never reached the wire. */
export interface CallRow {
  id: string;
  itemId: string;
  attempt: number;
  /** Counted from 1 within the attempt. */
  number: number;
  frame: number | null;
  startedAt: Date | null;
  latencyMs: number | null;
  request: string | null;
  image: string | null;
  status: number | null;
  headers: string | null;
  /** The body of the answer where it is small; PostgreSQL compresses it by itself. */
  body: Buffer | null;
  /** Its name in the storage, compressed with zstd, where it is large. */
  bodyAsset: string | null;
  problem: string | null;
}

/** Makes rows of all calls of the items, their attempts numbered on from those of earlier rounds. */
export async function toCallRows(
  finished: readonly FinishedItem[],
  storage: AssetStorage,
): Promise<CallRow[]> {
  const rows = finished.flatMap(({ item, attempts }) =>
    attempts.flatMap(({ calls }, index) =>
      calls.map((call, place) => {
        const key = { itemId: item.id, attempt: item.attempts + index + 1, number: place + 1 };
        return toCallRow(key, call, storage);
      }),
    ),
  );
  return await Promise.all(rows);
}

async function toCallRow(
  key: Pick<CallRow, 'itemId' | 'attempt' | 'number'>,
  { exchange, image, frame, problem }: AttemptCall,
  storage: AssetStorage,
): Promise<CallRow> {
  const response = exchange?.response ?? null;
  const body = response ? Buffer.from(response.body) : null;
  const isLarge = body !== null && body.length > largestBodyInRow;
  return {
    id: createId(),
    ...key,
    frame,
    startedAt: exchange ? new Date(exchange.startedAt) : null,
    latencyMs: exchange?.latencyMs ?? null,
    request: exchange ? JSON.stringify(exchange.request) : null,
    image: image ? JSON.stringify(image) : null,
    status: response?.status ?? null,
    headers: response ? JSON.stringify(response.headers) : null,
    body: isLarge ? null : body,
    bodyAsset: isLarge ? (await storage.put(Readable.from([await compress(body)]))).hash : null,
    problem: problem ? JSON.stringify(problem) : null,
  };
}
