import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import { createSemaphore } from '../gates/semaphore.ts';
import type { PendingItem } from '../item-store.ts';

/** Data rows that are read from the database at once, on their way to the model. */
const readAhead = 100;

export interface SendParts {
  organisationId: string;
  datasets: Pick<DatasetsService, 'getDataRows'>;
  /** Items that may be on their way to the model and back at once. */
  concurrency: number;
  /** Begins nothing new once it is aborted. */
  stop: AbortSignal;
  /** Told before any of them is sent: all items up to this one are begun now, in the order of their ids. */
  begin: (last: PendingItem) => Promise<void>;
  /** Sends one item and saves what comes of it; says when it has its answer and another may take its place. */
  send: (item: PendingItem, dataRow: DataRow | undefined, answered: () => void) => Promise<void>;
}

type Rows = ReadonlyMap<string, DataRow>;

/**
 * Sends items in the order in which they come, as many at once as the model takes. An item gives its place up when it has its answer:
 * while it is being saved, the next is called. What is read ahead is never more than two small batches,
 * and what waits to be saved is held within bounds by whoever saves.
 */
export async function sendItems(parts: SendParts, items: readonly PendingItem[]): Promise<void> {
  const failed = new AbortController();
  const halted = AbortSignal.any([parts.stop, failed.signal]);
  const places = createSemaphore(parts.concurrency);
  const underWay = new Set<Promise<void>>();

  async function sendOne(item: PendingItem, dataRow: DataRow | undefined): Promise<void> {
    let hasPlace = true;
    const giveBack = () => {
      if (hasPlace) places.release();
      hasPlace = false;
    };
    try {
      await parts.send(item, dataRow, giveBack);
    } catch (error) {
      if (!parts.stop.aborted) failed.abort(error);
    } finally {
      giveBack();
    }
  }

  function send(item: PendingItem, dataRow: DataRow | undefined): void {
    const sending = sendOne(item, dataRow).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }

  async function sendBatch(batch: readonly PendingItem[], rows: Rows): Promise<void> {
    const last = batch.at(-1);
    if (last) await parts.begin(last);
    for (const item of batch) {
      if (!places.tryAcquire()) await places.acquire(halted).catch(() => {});
      if (halted.aborted) return;
      send(item, rows.get(item.dataRowId));
    }
  }

  async function sendAll(): Promise<void> {
    const batches = divide(items, Math.min(readAhead, parts.concurrency));
    let reading = readRows(parts, batches[0] ?? []);
    for (const [index, batch] of batches.entries()) {
      const rows = await reading;
      if (halted.aborted) return;
      reading = readRows(parts, batches[index + 1] ?? []);
      reading.catch(() => {}); // looked at when its turn comes
      await sendBatch(batch, rows);
    }
  }

  try {
    await sendAll();
  } finally {
    await Promise.all(underWay);
  }
  failed.signal.throwIfAborted();
}

async function readRows(
  { organisationId, datasets }: SendParts,
  items: readonly PendingItem[],
): Promise<Rows> {
  const ids = items.map((item) => item.dataRowId);
  const rows = await datasets.getDataRows(organisationId, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

function divide<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
