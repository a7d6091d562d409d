import { join } from 'node:path';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { succeed } from '@patchbay/core/error/outcome.ts';
import type { ItemState } from '@patchbay/core/run/item-state.ts';
import { v7 as createId } from 'uuid';
import type { Database } from '../../database/database.ts';
import { createFolderStorage } from '../../storage/folder-storage.ts';
import { createBodyKeeper } from '../../storage/kept-body.ts';
import type { TestHub } from '../../testing/test-hub.ts';
import { cancelItems } from '../engine/cancel-items.ts';
import type { FinishedItem } from '../engine/finished-item.ts';
import { createOutcomeStore, type OutcomeStore } from '../engine/outcome-store.ts';
import { createOutageStore } from '../gates/outage-store.ts';
import { createItemStore, type NewChunk } from '../item-store.ts';
import { createRunStore } from '../run-store.ts';
import { createActionStore } from '../triage/action-store.ts';
import { createDecodeStore } from '../triage/decode-store.ts';
import { createReplaceStore } from '../triage/replace-store.ts';

/** An item as it stands in the database, and the prediction that it has. */
export interface KeptItem {
  id: string;
  chunkId: string;
  dataRowId: string;
  state: ItemState;
  attempts: number;
  code: string | null;
  /** By which revision its prediction was read; null where there is none. */
  readBy: string | null;
  /** The class of its first annotation. */
  said: string | null;
  /** Its last stored answer. */
  answer: string | null;
}

/** A worker by hand: a test says what became of items, which is then saved as a worker saves it. */
export interface HandWorker {
  /** Makes the items of a run that a hub without workers has begun, in chunks of these sizes, and sets it going. */
  plan(runId: string, dataRowIds: readonly string[], chunkSizes: readonly number[]): Promise<void>;
  /** Saves items of a run, chunk by chunk, and completes the run where they were the last. */
  save(run: RunView, finished: readonly FinishedItem[]): Promise<void>;
  readonly judge: OutcomeStore['judge'];
  /** Cancels what waits in a run that was cancelled. */
  clearAway(runId: string): Promise<void>;
  /** Has the endpoint of a run be down for an hour. */
  loseEndpoint(run: RunView): Promise<void>;
  /** Reads the stored answers of a run, and saves later that each of them says nothing. */
  beginDecoding(runId: string, revisionId: string): Promise<{ save(): Promise<void> }>;
  /** The items of a run in the order of the dataset. */
  readItems(runId: string): Promise<KeptItem[]>;
}

/** Has a worker by hand beside a hub, with a storage of its own. */
export async function openHandWorker({ database, dataFolder }: TestHub): Promise<HandWorker> {
  const storage = await createFolderStorage(join(dataFolder, 'of-another-worker'));
  const bodies = createBodyKeeper({ storage, limitBytes: null, announce: async () => {} });
  const outcomes = createOutcomeStore(database, bodies);
  const runs = createRunStore(database);
  const items = createItemStore(database);
  const outages = createOutageStore(database);
  const find = async (runId: string) => (await runs.findOrganisation(runId)) ?? '';

  return {
    async plan(runId, dataRowIds, chunkSizes) {
      const organisationId = await find(runId);
      const run = { organisationId, id: runId };
      await runs.transact(async (transaction) => {
        const key = { organisationId, runId };
        await items.insertChunks(transaction, key, divide(dataRowIds, chunkSizes));
        await runs.move(run, 'queued', { transaction });
        await runs.move(run, 'running', { transaction });
      });
    },
    async save(run, finished) {
      const organisationId = await find(run.id);
      const kept = await readItems(database, run.id);
      const chunkIds = new Map(kept.map(({ id, chunkId }) => [id, chunkId]));
      const byChunk = Map.groupBy(finished, ({ item }) => chunkIds.get(item.id) ?? '');
      for (const [chunkId, batch] of byChunk) {
        const key = { organisationId, runId: run.id, chunkId, revisionId: run.model.revisionId };
        await outcomes.save(key, batch);
      }
      await runs.completeIfFinished({ organisationId, id: run.id });
    },
    judge: outcomes.judge,
    async clearAway(runId) {
      const state = await runs.findState(await find(runId), runId);
      if (state !== 'cancelled') return; // nobody would have given it the job
      await cancelItems({ runs, items }, runId, new AbortController().signal);
    },
    async loseEndpoint(run) {
      const { id: modelId, revisionId } = run.model;
      await outages.open(
        { organisationId: await find(run.id), modelId, revisionId },
        {
          cause: 'endpoint',
          problem: { code: 'MODEL_UNREACHABLE', message: 'Nobody listens.' },
          lastedMs: 3_600_000,
        },
      );
    },
    async beginDecoding(runId, revisionId) {
      const { replaces, decodes, actions } = createDecodings(database);
      const action = { ...nothingChosen, id: createId(), runId, revisionId, total: 1 };
      const organisationId = await find(runId);
      await runs.transact((client) => actions.insert(client, { ...action, organisationId }));
      const open = await actions.findOpen(action.id);
      if (!open) throw new Error('The action is not there.');
      const found = await decodes.listNext(open, 100);
      const read = found.map((item) => ({ item, outcome: succeed(saysNothing) }));
      return { save: () => replaces.replace(open, read) };
    },
    readItems: (runId) => readItems(database, runId),
  };
}

const nothingChosen = {
  kind: 'decode-again' as const,
  code: null,
  itemIds: null,
  revisionNumber: 1,
  createdBy: 'a test',
};
const saysNothing = { answer: { annotations: [] }, coordinates: {} };

function createDecodings(database: Database) {
  const actions = createActionStore(database);
  return {
    actions,
    decodes: createDecodeStore(database),
    replaces: createReplaceStore(database, actions),
  };
}

async function readItems({ pool }: Database, runId: string): Promise<KeptItem[]> {
  const { rows } = await pool.query<KeptItem>(
    `select run_items.id, chunk_id as "chunkId", run_items.data_row_id as "dataRowId", state,
       attempts, code, revision_id as "readBy", annotations -> 0 ->> 'class' as said,
       (select convert_from(response_body, 'UTF8') from attempts as tries join calls on calls.id = call_id
        where item_id = run_items.id and response_status = 200
        order by tries.number desc limit 1) as answer
     from run_items left join predictions on predictions.item_id = run_items.id
     where run_items.run_id = $1 order by run_items.id`,
    [runId],
  );
  return rows;
}

function divide(dataRowIds: readonly string[], chunkSizes: readonly number[]): NewChunk[] {
  let first = 0;
  return chunkSizes.map((size, index) => {
    const share = dataRowIds.slice(first, first + size);
    first += size;
    const items = share.map((dataRowId) => ({ id: createId(), dataRowId }));
    return { id: createId(), number: index + 1, items };
  });
}
