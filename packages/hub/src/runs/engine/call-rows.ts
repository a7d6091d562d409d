import { letOthers } from '@patchbay/connect/let-others.ts';
import { type Copy, defineCopy } from '../../database/copy/copy-table.ts';
import {
  bytea,
  float4,
  int4,
  json,
  repeatedUuid,
  text,
  timestamptz,
  uuid,
} from '../../database/copy/copy-types.ts';
import { arrayLiteral } from '../../database/copy/literal.ts';
import { createIds } from '../../database/create-ids.ts';
import type { BodyKeeper, KeptBody } from '../../storage/kept-body.ts';
import type { AttemptCall, FinishedItem } from './finished-item.ts';

/** A body of so many characters takes a good part of a millisecond to be copied. */
const longBody = 500_000;

/**
 * A call of an attempt as the tables keep it; `request` is null where it never reached the wire. One that has
 * the id of its item stands for the attempt as well.
 */
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
  /** What is kept of the body of the answer; null where there was none. */
  body: KeptBody | null;
  problem: string | null;
}

/** Makes rows of all calls of the items, their attempts numbered on from those of earlier rounds. */
export async function toCallRows(
  organisationId: string,
  finished: readonly FinishedItem[],
  bodies: BodyKeeper,
): Promise<CallRow[]> {
  const made = finished.flatMap((one) => {
    const isSimple = wasAnsweredAtOnce(one);
    return one.attempts.flatMap(({ calls }, index) =>
      calls.map((call, place) => ({
        call,
        itemId: one.item.id,
        attempt: one.item.attempts + index + 1,
        number: place + 1,
        isSimple,
      })),
    );
  });
  const ids = createIds(made.filter(({ isSimple }) => !isSimple).length);
  const large: Promise<void>[] = [];
  const rows = made.map(({ call, isSimple, ...key }) => {
    const row = toCallRow(isSimple ? key.itemId : (ids.shift() ?? ''), key, call);
    const body = call.exchange?.response?.body;
    if (body === undefined) return row;
    const keep = () => bodies.keep({ organisationId, id: row.id }, body);
    const put = (kept: KeptBody) => {
      row.body = kept;
    };
    // One long body after another: all at once would hold up everything else while they are copied.
    const kept = body.length > longBody ? letOthers().then(keep) : keep();
    if (kept instanceof Promise) large.push(kept.then(put));
    else put(kept);
    return row;
  });
  await Promise.all(large);
  return rows;
}

/** Whether the only call of an item brought its answer: then nothing is to be said of the attempt. */
function wasAnsweredAtOnce({ item, attempts }: FinishedItem): boolean {
  const [first, second] = attempts;
  const [call, another] = first?.calls ?? [];
  if (item.attempts > 0 || second || another || !call) return false;
  return call.exchange !== null && call.problem === null && call.frame === null;
}

function toCallRow(
  id: string,
  key: Pick<CallRow, 'itemId' | 'attempt' | 'number'>,
  { exchange, image, frame, problem }: AttemptCall,
): CallRow {
  const response = exchange?.response ?? null;
  return {
    id,
    ...key,
    frame,
    startedAt: exchange?.startedAt ?? null,
    latencyMs: exchange?.latencyMs ?? null,
    request: exchange ? JSON.stringify(exchange.request) : null,
    image: image ? JSON.stringify(image) : null,
    status: response?.status ?? null,
    headers: response ? JSON.stringify(response.headers) : null,
    body: null,
    problem: problem ? JSON.stringify(problem) : null,
  };
}

const copyCalls = defineCopy('calls', {
  id: uuid,
  organisation_id: repeatedUuid(),
  run_id: repeatedUuid(),
  started_at: timestamptz,
  latency_ms: float4,
  request: json,
  image: json,
  response_status: int4,
  response_headers: json,
  response_body: bytea,
  response_asset: text,
  response_cut_from: int4,
});

const copyAttempts = defineCopy('item_attempts', {
  organisation_id: repeatedUuid(),
  item_id: repeatedUuid(),
  number: int4,
  call_number: int4,
  frame: int4,
  call_id: uuid,
  problem: json,
});

/** Writes the calls that reached the wire, and all attempts with what became of them. */
export function writeCalls(
  { organisationId, runId }: { organisationId: string; runId: string },
  calls: readonly CallRow[],
): Copy[] {
  const sent = calls.filter((call) => call.request !== null);
  const copies = [
    copyCalls(
      sent.map((call) => ({
        id: call.id,
        organisation_id: organisationId,
        run_id: runId,
        started_at: call.startedAt,
        latency_ms: call.latencyMs,
        request: call.request,
        image: call.image,
        response_status: call.status,
        response_headers: call.headers,
        response_body: call.body?.inRow ?? null,
        response_asset: call.body?.asset ?? null,
        response_cut_from: call.body?.cutFrom ?? null,
      })),
    ),
    copyAttempts(
      calls.flatMap((call) =>
        call.id === call.itemId
          ? []
          : {
              organisation_id: organisationId,
              item_id: call.itemId,
              number: call.attempt,
              call_number: call.number,
              frame: call.frame,
              call_id: call.request === null ? null : call.id,
              problem: call.problem,
            },
      ),
    ),
  ];
  return copies.filter((copy) => copy !== null);
}

/** Says of files in the storage that a row names them now: they are no leftovers (`runs/exchanges`). */
export function claimFiles(calls: readonly CallRow[]): string[] {
  const assets = calls.flatMap(({ body }) => body?.asset ?? []);
  if (assets.length === 0) return [];
  return [`delete from storage_leftovers where asset = any(${arrayLiteral(assets, 'text')})`];
}
