import type { Caller } from '@patchbay/connect/caller.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { type FindKnown, type ImportStep, keyTaken, type UploadedFile } from './import-step.ts';
import { largestImageBytes, readImage } from './read-image.ts';
import type { ListedEntry, UrlEntry } from './url-entry.ts';

/** Downloads at once. They go to servers of others. */
const concurrency = 6;
const downloadTimeoutMs = 60_000;

interface Parts {
  readonly caller: Caller;
  readonly storage: AssetStorage;
  readonly findKnown: FindKnown;
}

/** Formats `urls-csv` and `urls-jsonl`: each address is downloaded and becomes an image row. */
export async function* importUrls(
  files: AsyncIterable<UploadedFile>,
  readList: (file: UploadedFile) => AsyncIterable<ListedEntry>,
  parts: Parts,
): AsyncGenerator<ImportStep> {
  for await (const file of files) {
    // Steps come out in the order of the list, however fast the servers are.
    const underway: Promise<ImportStep>[] = [];
    for await (const listed of readList(file)) {
      const step = importEntry(listed, parts);
      step.catch(() => {}); // heard of when its turn comes, if the import goes on until then
      underway.push(step);
      const oldest = underway.length >= concurrency ? underway.shift() : undefined;
      if (oldest) yield await oldest;
    }
    for (const step of underway) yield await step;
  }
}

async function importEntry({ source, entry }: ListedEntry, parts: Parts): Promise<ImportStep> {
  if (!entry.ok) return { kind: 'failed', source, problem: entry.problem };
  const { url, globalKey, metadata } = entry.value;
  const known = (await parts.findKnown([globalKey])).get(globalKey);
  if (known) {
    return known.sourceUrl === url
      ? { kind: 'already there', source }
      : keyTaken(source, globalKey);
  }
  const image = await downloadImage(entry.value, parts);
  if (!image.ok) return { kind: 'failed', source, problem: image.problem };
  return { kind: 'read', source, row: { ...image.value, globalKey, sourceUrl: url, metadata } };
}

async function downloadImage({ url }: UrlEntry, { caller, storage }: Parts) {
  const download = await caller.download({
    url,
    maximumBytes: largestImageBytes,
    timeoutMs: downloadTimeoutMs,
  });
  if (!download.ok) return download;
  const { bytes } = download.value;
  return readImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), url, storage);
}
