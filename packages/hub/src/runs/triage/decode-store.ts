import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import { sentImageSchema } from '@patchbay/core/data-row/sent-image.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Database } from '../../database/database.ts';
import type { KeptBody } from '../../storage/kept-body.ts';
import type { ActionRecord } from './action-row.ts';
import { gatherValues, selectItems } from './selected-items.ts';

/** An item that is to be decoded again, as it was found: it is changed only while it is still so. */
export interface AnsweredItem {
  id: string;
  chunkId: string;
  dataRowId: string;
  state: 'failed' | 'succeeded';
  attempts: number;
  code: string | null;
  /** The item whose calls brought its answer: another where a result was used again. */
  sourceId: string;
}

/** What is known of a call without its body. */
export interface MadeCall {
  itemId: string;
  frame: number | null;
  /** Null where nothing was sent. */
  callId: string | null;
  /** Whether its exchange is still there. */
  isKept: boolean;
  status: number | null;
  /** How many bytes the answer had, where only its beginning is kept. */
  cutFrom: number | null;
}

/** What is needed to read an answer anew. */
export interface StoredAnswer extends Pick<KeptBody, 'inRow' | 'asset'> {
  status: number;
  headers: { [name: string]: string };
  /** What was done to the image before it was sent. */
  image: SentImage | null;
}

/** A prediction as it was before it is replaced. */
export interface ReplacedPrediction {
  itemId: string;
  annotations: Annotation[];
  warnings: Warning[];
}

export type DecodeStore = ReturnType<typeof createDecodeStore>;

/** Reads what is needed to decode items again. */
export function createDecodeStore(database: Database) {
  return {
    /** The next items of an action in the order of the dataset. */
    async listNext(action: ActionRecord, limit: number): Promise<AnsweredItem[]> {
      const { values, bind } = gatherValues();
      const columns = 'id, chunk_id, data_row_id, state, attempts, code';
      const next = selectItems(action, action.lastItemId, { columns, limit, bind });
      const { rows } = await database.pool.query<AnsweredItem>(
        `with next as (${next})
         select next.id, next.chunk_id as "chunkId", next.data_row_id as "dataRowId", next.state,
           next.attempts, next.code, coalesce(predictions.reused_from, next.id) as "sourceId"
         from next left join predictions on predictions.item_id = next.id
         order by next.id`,
        values,
      );
      return rows;
    },

    /** The calls of items in the order in which they were made, by item. */
    async listCalls(
      organisationId: string,
      itemIds: readonly string[],
    ): Promise<Map<string, MadeCall[]>> {
      const { rows } = await database.pool.query<MadeCall>(
        `select attempts.item_id as "itemId", attempts.frame, attempts.call_id as "callId", calls.id is not null as "isKept",
           calls.response_status as status, calls.response_cut_from as "cutFrom"
         from attempts left join calls on calls.id = attempts.call_id
         where attempts.organisation_id = $1 and attempts.item_id = any($2)
         order by attempts.number, attempts.call_number`,
        [organisationId, itemIds],
      );
      return Map.groupBy(rows, (row) => row.itemId);
    },

    /** The answers of calls, by call; the body of a large one is still to be read. */
    async readAnswers(
      organisationId: string,
      callIds: readonly string[],
    ): Promise<Map<string, StoredAnswer>> {
      const { rows } = await database.pool.query<
        StoredAnswer & { id: string; image: object | null }
      >(
        `select id, response_status as status, coalesce(response_headers, '{}') as headers,
           response_body as "inRow", response_asset as asset, image
         from calls where organisation_id = $1 and id = any($2)`,
        [organisationId, callIds],
      );
      return new Map(
        rows.map(({ id, image, ...answer }) => [
          id,
          { ...answer, image: image === null ? null : sentImageSchema.parse(image) },
        ]),
      );
    },
  };
}
