import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import { createSemaphore } from '../gates/semaphore.ts';
import type { PendingItem } from '../item-store.ts';

/** Data rows that are read from the database at once, on their way to the model. */
const readAhead = 50;

export interface SendParts {
  organisationId: string;
  datasets: Pick<DatasetsService, 'getDataRows'>;
  /** Items that may be under way at once. */
  concurrency: number;
  /** Begins nothing new once it is aborted. */
  stop: AbortSignal;
  /** Told before any of them is sent: all items that are under way, or soon will be. */
  begin: (itemIds: readonly string[]) => Promise<void>;
  /** Sends one item and saves what comes of it. */
  send: (item: PendingItem, dataRow: DataRow | undefined) => Promise<void>;
}

/**
 * Sends items, as many at once as the model takes. An item holds its place until it is saved, so that
 * what is read ahead, called and not yet saved is never more than that and one small batch.
 */
export async function sendItems(parts: SendParts, items: readonly PendingItem[]): Promise<void> {
  const failed = new AbortController();
  const halted = AbortSignal.any([parts.stop, failed.signal]);
  const places = createSemaphore(parts.concurrency);
  const underWay = new Map<string, Promise<void>>();

  async function sendOne(item: PendingItem, dataRow: DataRow | undefined): Promise<void> {
    try {
      await parts.send(item, dataRow);
    } catch (error) {
      if (!parts.stop.aborted) failed.abort(error);
    } finally {
      underWay.delete(item.id);
      places.release();
    }
  }

  async function sendAll(): Promise<void> {
    const size = Math.min(readAhead, parts.concurrency);
    for (let start = 0; start < items.length && !halted.aborted; start += size) {
      const batch = items.slice(start, start + size);
      const [rowsById] = await Promise.all([
        readRows(parts, batch),
        parts.begin([...underWay.keys(), ...batch.map((item) => item.id)]),
      ]);
      for (const item of batch) {
        await places.acquire(halted).catch(() => {});
        if (halted.aborted) break;
        underWay.set(item.id, sendOne(item, rowsById.get(item.dataRowId)));
      }
    }
  }

  try {
    await sendAll();
  } finally {
    await Promise.all(underWay.values());
  }
  failed.signal.throwIfAborted();
}

async function readRows(
  { organisationId, datasets }: SendParts,
  items: readonly PendingItem[],
): Promise<Map<string, DataRow>> {
  const ids = items.map((item) => item.dataRowId);
  const rows = await datasets.getDataRows(organisationId, ids);
  return new Map(rows.map((row) => [row.id, row]));
}
