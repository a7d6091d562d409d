import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTransaction } from '@patchbay/hub/database/database.ts';
import { toCallRows, writeCalls } from '@patchbay/hub/runs/engine/call-rows.ts';
import { createOutcomeStore } from '@patchbay/hub/runs/engine/outcome-store.ts';
import { writePredictions } from '@patchbay/hub/runs/engine/prediction-rows.ts';
import { createItemStore, type NewChunk } from '@patchbay/hub/runs/item-store.ts';
import { createFolderStorage } from '@patchbay/hub/storage/folder-storage.ts';
import { createBodyKeeper } from '@patchbay/hub/storage/kept-body.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { insertRun, makeIds } from './hub/bench-run.ts';
import { openHub } from './hub/open-hub.ts';
import { copyBare, createTwins } from './saving/bare-copy.ts';
import { finishItems } from './saving/finished-items.ts';

/**
 * What it costs to save a result beside writing its bytes: rows are encoded, items moved on under their
 * guard, counters and tallies kept, each batch committed, against one COPY per table of bytes that were
 * made before, into tables of the same columns and indexes, committed once.
 */

const rounds = 7;
const chunksOfOneRound = 16;
const chunkSize = 500;
const targets = { ratio: 0.8 };
const floors = { ratio: 0.5 };

const hub = await openHub();
await createTwins(hub);
const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-storage-'));
const storage = await createFolderStorage(folder);
const bodies = createBodyKeeper({ storage, limitBytes: null, announce: async () => {} });
const outcomes = createOutcomeStore(hub.database, bodies);
const items = createItemStore(hub.database);
const runId = await insertRun(hub);
const key = { organisationId: hub.organisationId, runId };
let planned = 0;

async function newChunk(): Promise<NewChunk> {
  planned += 1;
  const number = planned;
  const [id = '', ...dataRowIds] = await makeIds(hub, chunkSize + 1);
  const itemIds = await makeIds(hub, chunkSize);
  const rows = itemIds.map((itemId, index) => ({ id: itemId, dataRowId: dataRowIds[index] ?? '' }));
  return { id, number, items: rows };
}

/** Plans chunks and finishes their items: what the engine has done before anything is saved. */
async function prepare() {
  const chunks = await Promise.all(Array.from({ length: chunksOfOneRound }, newChunk));
  await withTransaction(hub.database, (client) => items.insertChunks(client, key, chunks));
  return chunks.map((chunk) => ({ chunkId: chunk.id, finished: finishItems(chunk.items) }));
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Two chunks at a time, as a hub works by default. */
async function saveAll(prepared: Prepared): Promise<number> {
  const left = [...prepared];
  const started = performance.now();
  async function saveSome(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) {
      const saveKey = { ...key, chunkId: next.chunkId, revisionId: runId };
      await outcomes.save(saveKey, next.finished);
    }
  }
  await Promise.all([saveSome(), saveSome()]);
  return performance.now() - started;
}

async function copyAll(prepared: Prepared): Promise<{ ms: number; bytes: number }> {
  const finished = prepared.flatMap((chunk) => chunk.finished);
  const predictions = finished.flatMap(({ item, result }) =>
    result.ok ? [{ ...key, revisionId: runId, itemId: item.id, ...item, ...result }] : [],
  );
  const calls = await toCallRows(hub.organisationId, finished, bodies);
  const copies = [...writePredictions(predictions), ...writeCalls(key, calls)];
  const started = performance.now();
  await copyBare(hub, copies);
  const bytes = copies.reduce((sum, { data }) => sum + data.length, 0);
  return { ms: performance.now() - started, bytes };
}

const report = startReport('saving', rounds);
const measured: { savedMs: number; copiedMs: number; bytes: number }[] = [];
for (let round = -1; round < rounds; round += 1) {
  const prepared = await prepare();
  const savedMs = await saveAll(prepared);
  const { ms: copiedMs, bytes } = await copyAll(prepared);
  if (round >= 0) measured.push({ savedMs, copiedMs, bytes });
}

const count = chunksOfOneRound * chunkSize;
const figures = {
  rowsPerSecond: spreadOf(measured.map(({ savedMs }) => (count / savedMs) * 1000)),
  copiedPerSecond: spreadOf(measured.map(({ copiedMs }) => (count / copiedMs) * 1000)),
  ratio: spreadOf(measured.map(({ savedMs, copiedMs }) => copiedMs / savedMs)),
  bytesPerItem: (measured[0]?.bytes ?? 0) / count,
};
const meets = ({ ratio }: typeof targets) => figures.ratio.median >= ratio;
const met = { targetsMet: meets(targets), floorsMet: meets(floors) };
report.print(
  [
    `\n  ${count.toLocaleString('en')} items in a round, ${short(figures.bytesPerItem)} bytes each`,
    `    saved ${showSpread(figures.rowsPerSecond)} items/s; bare COPY ${showSpread(figures.copiedPerSecond)} items/s`,
    `    ${showSpread(figures.ratio)} × as fast as bare COPY of the same bytes`,
    `    wanted: at least ${targets.ratio} × (floor: ${floors.ratio} ×): ${showVerdict(met)}`,
  ].join('\n'),
);
report.write({ figures, targets, floors, ...met });
await hub.close();
await rm(folder, { recursive: true, force: true });
