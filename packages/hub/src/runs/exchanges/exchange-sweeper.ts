import type { AssetStorage } from '../../storage/asset-storage.ts';
import type { ExchangeStore, KeptSince } from './exchange-store.ts';

/** How often it is looked for exchanges that have been kept long enough. */
const intervalMs = 60_000;

/**
 * How many calls one sweep looks at in vain, about 40 MB: those of a run that was planned longer ago than
 * exchanges are kept, and called later. The next sweep goes on behind them. See docs/decisions/hot-tables.md.
 */
const keptPerSweep = 50_000;

/**
 * How long a file may lie in the storage before the row that names it is written: whoever saves may
 * have to wait for a database that is away.
 */
const leftoverHours = 24;

const dayMs = 24 * 60 * 60 * 1000;

/** Removes old exchanges while the hub runs. Several hubs may do it at once. */
export interface ExchangeSweeper {
  start(): void;
  /** Removes what is to be removed now. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** For how many days exchanges are kept: those of the organisations that are named, and those of all others. */
export interface ExchangeDays {
  /** Null: for good. */
  readonly others: number | null;
  readonly own: readonly { readonly organisationId: string; readonly days: number }[];
}

export function createExchangeSweeper(parts: {
  exchanges: ExchangeStore;
  storage: AssetStorage;
  /** For how many days exchanges are kept. */
  readDays: () => Promise<ExchangeDays>;
  onError: (error: unknown) => void;
}): ExchangeSweeper {
  const { exchanges, storage, readDays, onError } = parts;
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();
  /** The last call that was looked at; the least of all ids where the next sweep begins anew. */
  let lookedUpTo = firstIdOf(0);

  async function removeCalls(days: ExchangeDays): Promise<void> {
    const since = keptSince(days);
    const latest = latestOf(since);
    if (latest === null) return;
    const before = firstIdOf(latest.getTime());
    let kept = 0;
    while (kept < keptPerSweep && !stopped.signal.aborted) {
      // Goes on behind what it removed: the dead rows at the beginning are not read again and again.
      const looked = await exchanges.removeCalls(since, before, lookedUpTo);
      lookedUpTo = looked.last ?? firstIdOf(0);
      if (looked.last === null) return;
      kept += looked.kept;
    }
  }

  async function removeFiles(): Promise<void> {
    while (!stopped.signal.aborted) {
      const remove = (asset: string) => storage.remove(asset);
      if ((await exchanges.removeLeftovers(leftoverHours, remove)) === 0) return;
    }
  }

  async function sweep(): Promise<void> {
    await removeCalls(await readDays());
    await removeFiles();
  }

  function sweepInTurn(): void {
    underWay = underWay.then(sweep).catch(onError);
  }

  return {
    sweep,
    start() {
      sweepInTurn();
      timer = setInterval(sweepInTurn, intervalMs);
    },
    async stop() {
      if (timer) clearInterval(timer);
      stopped.abort();
      await underWay;
    },
  };
}

function keptSince({ others, own }: ExchangeDays): KeptSince {
  const before = (days: number) => new Date(Date.now() - days * dayMs);
  return {
    others: others === null ? null : before(others),
    own: own.map(({ organisationId, days }) => ({ organisationId, moment: before(days) })),
  };
}

/** The latest of these moments; null where everything stays. */
function latestOf({ others, own }: KeptSince): Date | null {
  const moments = [...(others ? [others] : []), ...own.map(({ moment }) => moment)];
  return moments.reduce<Date | null>((last, each) => (last && last > each ? last : each), null);
}

/** The least UUIDv7 of a moment. */
function firstIdOf(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
