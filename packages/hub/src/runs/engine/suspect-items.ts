import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { PendingItem } from '../item-store.ts';
import type { FinishedItem } from './finished-item.ts';
import type { Isolation } from './isolation.ts';

/** An item over which workers died so often, the last time while it was alone, is not sent any more. */
const crashLimit = 2;

export interface SuspectParts {
  isolation: Isolation;
  stop: AbortSignal;
  /** How often workers died over each item. */
  crashes: ReadonlyMap<string, number>;
  begin: (item: PendingItem) => Promise<void>;
  organisationId: string;
  datasets: Pick<DatasetsService, 'getDataRows'>;
  send: (item: PendingItem, dataRow: DataRow | undefined) => Promise<void>;
  /** Ends an item without sending it. */
  save: (finished: FinishedItem) => Promise<void>;
  onQuarantine: (item: PendingItem) => void;
}

/**
 * Sends items over which a worker died, each alone in this process, so that the one that kills is found:
 * when the worker dies again, no other item can have been the reason.
 */
export async function sendSuspects(
  parts: SuspectParts,
  items: readonly PendingItem[],
): Promise<void> {
  for (const item of items) {
    if (parts.stop.aborted) return;
    if ((parts.crashes.get(item.id) ?? 0) >= crashLimit) {
      parts.onQuarantine(item);
      await parts.save(quarantine(item));
      continue;
    }
    await parts.isolation.alone(async () => {
      if (parts.stop.aborted) return;
      await parts.begin(item);
      try {
        const [row] = await parts.datasets.getDataRows(parts.organisationId, [item.dataRowId]);
        await parts.send(item, row);
      } catch (error) {
        if (!parts.stop.aborted) throw error;
      }
    });
  }
}

function quarantine(item: PendingItem): FinishedItem {
  const problem = {
    code: 'RUN_ITEM_QUARANTINED' as const,
    message: `The worker ended ${crashLimit} times while it worked on this item, the last time on nothing else. It is not sent again by itself.`,
  };
  return { item, attempts: [], result: { ok: false, problem } };
}
