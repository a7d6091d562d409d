import type { ExchangeView } from '@patchbay/core/api/item-routes.ts';
import { sentImageSchema } from '@patchbay/core/data-row/sent-image.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { readKeptBody } from '../storage/kept-body.ts';

/** A call of an attempt, as it is read from the database; what it lacks was never sent, or is removed. */
export interface AttemptRow {
  attempt: number;
  frame: number | null;
  /** Null where nothing was sent. */
  call_id: string | null;
  problem: ExchangeView['problem'];
  started_at: Date | null;
  latency_ms: number | null;
  response_status: number | null;
}

/** A call that is there, with its exchange. */
export interface ExchangeRow extends AttemptRow {
  call_id: string;
  started_at: Date;
  latency_ms: number;
  request: ExchangeView['request'];
  /** As it was written, by this version or an older one. */
  image: object | null;
  response_headers: { [name: string]: string } | null;
  response_body: Buffer | null;
  /** Where the compressed body lies in the storage, where it is large. */
  response_asset: string | null;
  response_cut_from: number | null;
}

export function hasExchange(row: AttemptRow): row is ExchangeRow {
  return row.started_at !== null;
}

export async function toExchangeView(
  row: ExchangeRow,
  storage: AssetStorage,
): Promise<ExchangeView> {
  const { response_status: status, response_headers: headers } = row;
  return {
    id: row.call_id,
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
        : {
            status,
            headers: headers ?? {},
            body: await readBody(row, storage),
            cutFrom: row.response_cut_from,
          },
  };
}

/** A file that is gone leaves the rest of its exchange readable. */
async function readBody(row: ExchangeRow, storage: AssetStorage): Promise<string> {
  const kept = { inRow: row.response_body, asset: row.response_asset };
  return await readKeptBody(kept, storage).catch((error: unknown) => {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') return '';
    throw error;
  });
}
