import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What a process holds at a moment. */
export interface Held {
  /** Resident memory, in megabytes. */
  readonly residentMb: number;
  /** Everything that keeps an event loop going; sockets and timers are among them. */
  readonly handles: number;
  readonly sockets: number;
  readonly timers: number;
}

/** Looks from time to time at what processes hold, which `stand-ins/resources.ts` writes down. */
export interface HeldWatch {
  /** What each process held, in the order of time. */
  end(): Promise<ReadonlyMap<string, readonly Held[]>>;
}

export function watchHeld(
  folder: string,
  processes: { readonly [name: string]: number | undefined },
  everyMs: number,
): HeldWatch {
  const seen = new Map<string, Held[]>(Object.keys(processes).map((name) => [name, []]));
  const ended = new AbortController();

  async function watch(): Promise<void> {
    while (!ended.signal.aborted) {
      await delay(everyMs, undefined, { signal: ended.signal }).catch(() => {});
      for (const [name, pid] of Object.entries(processes)) {
        const held = await readHeld(join(folder, `${pid}.json`));
        if (held) seen.get(name)?.push(held);
      }
    }
  }

  const watching = watch();
  return {
    async end() {
      ended.abort();
      await watching;
      return seen;
    },
  };
}

/** Null where nothing is written yet, or just being written. */
async function readHeld(file: string): Promise<Held | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * By how much a number grew from the second quarter of its values to the last: the first is warming up.
 * Both are taken by their median, so that one peak says nothing.
 */
export function measureGrowth(values: readonly number[]): { from: number; to: number } {
  const quarter = Math.floor(values.length / 4);
  return {
    from: median(values.slice(quarter, 2 * quarter)),
    to: median(values.slice(values.length - quarter)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
