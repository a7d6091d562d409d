import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { ExchangeView } from '@patchbay/core/api/item-routes.ts';
import { sentImageSchema } from '@patchbay/core/data-row/sent-image.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';

const decompress = promisify(zstdDecompress);

/** An attempt with its call, as it is read from the database. */
export interface AttemptRow {
  id: string;
  attempt: number;
  frame: number | null;
  problem: ExchangeView['problem'];
  started_at: Date;
  latency_ms: number;
  request: ExchangeView['request'];
  /** As it was written, by this version or an older one. */
  image: object | null;
  response_status: number | null;
  response_headers: { [name: string]: string } | null;
  response_body: Buffer | null;
  /** Where the compressed body lies in the storage, where it is large. */
  response_asset: string | null;
}

export async function toExchangeView(
  row: AttemptRow,
  storage: AssetStorage,
): Promise<ExchangeView> {
  const { response_status: status, response_headers: headers } = row;
  return {
    id: row.id,
    attempt: row.attempt,
    frame: row.frame,
    startedAt: row.started_at.toISOString(),
    latencyMs: row.latency_ms,
    problem: row.problem,
    request: row.request,
    image: row.image === null ? null : sentImageSchema.parse(row.image),
    response:
      status === null
        ? null
        : { status, headers: headers ?? {}, body: await readBody(row, storage) },
  };
}

async function readBody(row: AttemptRow, storage: AssetStorage): Promise<string> {
  if (row.response_asset === null) return row.response_body?.toString() ?? '';
  const compressed = await storage.read(row.response_asset);
  return (await decompress(compressed)).toString();
}
