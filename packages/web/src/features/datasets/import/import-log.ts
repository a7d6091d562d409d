import type { ErrorCode } from '@patchbay/core/error/codes.ts';

/** What became of a file or line that is no data row now. */
export interface LogEntry {
  /** The file or line: `receipt-07.png`, `urls.csv:12`. */
  readonly source: string;
  /** Null for what was left out, because it is of no type that is imported. */
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** Entries are kept in the browser's own database: an import of many files has more than memory should hold. */
const databaseName = 'patchbay-imports';
const storeName = 'entries';

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return await done(request);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Everything that belongs to a dataset: keys are `[dataset, number]`. */
function rangeOf(datasetId: string): IDBKeyRange {
  return IDBKeyRange.bound([datasetId, 0], [datasetId, Infinity]);
}

async function withStore<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const database = await open();
  try {
    return await use(database.transaction(storeName, mode).objectStore(storeName));
  } finally {
    database.close();
  }
}

/** Begins the log of a dataset anew. */
export async function clearLog(datasetId: string): Promise<void> {
  await withStore('readwrite', (store) => done(store.delete(rangeOf(datasetId))));
}

/** Writes entries down from a number on, by which they are found in their order. */
export async function appendToLog(
  datasetId: string,
  first: number,
  entries: readonly LogEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await withStore('readwrite', async (store) => {
    const puts = entries.map((entry, index) => done(store.put(entry, [datasetId, first + index])));
    await Promise.all(puts);
  });
}

/** The first entries with these words in their name, code or message, and how many there are. */
export async function searchLog(
  datasetId: string,
  words: string,
  limit: number,
): Promise<{ found: LogEntry[]; count: number }> {
  const wanted = words.trim().toLowerCase();
  const found: LogEntry[] = [];
  let count = 0;
  await readLog(datasetId, (entry) => {
    const text = `${entry.source} ${entry.code ?? 'left out'} ${entry.message}`.toLowerCase();
    if (!text.includes(wanted)) return;
    count += 1;
    if (found.length < limit) found.push(entry);
  });
  return { found, count };
}

/** Goes through all entries in their order, some hundreds at a time. */
export async function readLog(datasetId: string, take: (entry: LogEntry) => void): Promise<void> {
  const atOnce = 500;
  for (let first = 0; ; first += atOnce) {
    const range = IDBKeyRange.bound([datasetId, first], [datasetId, first + atOnce], false, true);
    const entries = await withStore('readonly', (store) => done(store.getAll(range)));
    for (const entry of entries) take(entry);
    if (entries.length < atOnce) return;
  }
}
