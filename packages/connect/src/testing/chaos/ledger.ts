/** One call as the endpoint saw it. */
export interface LedgerEntry {
  /** Names the item: its `idempotency-key`, or the hash of the body. */
  readonly key: string;
  /** The path that was called, without its query. */
  readonly path: string;
  /** What was done with it: the fault, such as `N14/endless`, or `right`. */
  readonly did: string;
  /** When it arrived, in milliseconds since 1970. */
  readonly atMs: number;
  /** How often this address was called for this key, this time included. */
  readonly attempt: number;
}

/** What was called: nothing that was written into it is ever changed or taken out. */
export interface Ledger {
  append(entry: LedgerEntry): void;
  /** All calls, in the order of their arrival. */
  entries(): readonly LedgerEntry[];
  /** The calls for one item, in the order of their arrival. */
  callsFor(key: string): readonly LedgerEntry[];
  /** Every key that was ever called. */
  keys(): ReadonlySet<string>;
  /** The most calls that arrived within any second. */
  mostInASecond(): number;
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  const byKey = new Map<string, LedgerEntry[]>();
  return {
    append(entry) {
      entries.push(entry);
      const calls = byKey.get(entry.key);
      if (calls) calls.push(entry);
      else byKey.set(entry.key, [entry]);
    },
    entries: () => entries,
    callsFor: (key) => byKey.get(key) ?? [],
    keys: () => new Set(byKey.keys()),
    mostInASecond() {
      let most = 0;
      let first = 0;
      for (const [index, { atMs }] of entries.entries()) {
        while (atMs - (entries[first]?.atMs ?? atMs) >= 1000) first += 1;
        most = Math.max(most, index - first + 1);
      }
      return most;
    },
  };
}
