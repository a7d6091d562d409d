import { Readable } from 'node:stream';
import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { writeParts } from '../conversation-document.ts';
import type { KnownRow } from '../import-store.ts';
import { downloadFile, type FileParts } from './download-file.ts';
import { type FindKnown, type ImportStep, keyTaken, type UploadedFile } from './import-step.ts';
import { inBatches } from './in-batches.ts';
import type { ListedContent, ListedEntry, ListedRow } from './listed-row.ts';
import { readParts } from './read-parts.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';
import { hashContent, readContent } from './row-content.ts';

/** Rows that are read at once. Their files are on servers of others. */
const concurrency = 6;

/** Rows of which the dataset is asked at once whether it has them. */
const knownAtOnce = 100;

interface Parts extends FileParts {
  readonly findKnown: FindKnown;
}

/** Formats `urls-csv` and `rows-jsonl`: each record is a row, or says where the file of one is. */
export async function* importList(
  files: AsyncIterable<UploadedFile>,
  readList: (file: UploadedFile) => AsyncIterable<ListedEntry>,
  parts: Parts,
): AsyncGenerator<ImportStep> {
  for await (const file of files) {
    // Steps come out in the order of the list, however fast the servers are.
    const underway: Promise<ImportStep>[] = [];
    for await (const batch of inBatches(readList(file), knownAtOnce)) {
      const known = await parts.findKnown(listKeys(batch));
      for (const listed of batch) {
        const step = importEntry(listed, known, parts);
        step.catch(() => {}); // heard of when its turn comes, if the import goes on until then
        underway.push(step);
        const oldest = underway.length >= concurrency ? underway.shift() : undefined;
        if (oldest) yield await oldest;
      }
    }
    for (const step of underway) yield await step;
  }
}

function listKeys(batch: readonly ListedEntry[]): string[] {
  return batch.flatMap(({ entry }) => (entry.ok ? [entry.value.globalKey] : []));
}

async function importEntry(
  { source, entry }: ListedEntry,
  known: ReadonlyMap<string, KnownRow>,
  parts: FileParts,
): Promise<ImportStep> {
  if (!entry.ok) return { kind: 'failed', source, problem: entry.problem };
  const { content, globalKey, metadata } = entry.value;
  const there = known.get(globalKey);
  if (there) {
    return isSame(there, entry.value)
      ? { kind: 'already there', source }
      : keyTaken(source, globalKey);
  }
  const file = await openContent(content, parts);
  if (!file.ok) return { kind: 'failed', source, problem: file.problem };
  const fields = await readContent(file.value.content, parts).finally(file.value.remove);
  if (!fields.ok) return { kind: 'failed', source, problem: fields.problem };
  const attachments = await readParts(entry.value.attachments, parts);
  if (!attachments.ok) return { kind: 'failed', source, problem: attachments.problem };
  const row = {
    ...fields.value,
    globalKey,
    sourceUrl: content.kind === 'url' ? content.url : null,
    attachments: attachments.value,
    metadata: { ...file.value.metadata, ...metadata },
  };
  const { warnings } = fields;
  return { kind: 'read', source, row, warnings: [...file.warnings, ...warnings] };
}

/** Whether a row that the dataset has is the one that a list names, told without fetching anything. */
function isSame(known: KnownRow, { content, attachments }: ListedRow): boolean {
  const isSameContent =
    content.kind === 'url'
      ? known.sourceUrl === content.url
      : known.assetHash === hashContent(content);
  return isSameContent && writeParts(known.attachments) === writeParts(attachments);
}

/** The row itself, fetched where the record only says where it is. */
async function openContent(
  content: ListedContent,
  parts: FileParts,
): Promise<Outcome<ReceivedFile>> {
  if (content.kind !== 'url') return succeed({ content, metadata: {}, remove: async () => {} });
  const { url } = content;
  const downloaded = await downloadFile(url, parts.caller);
  if (!downloaded.ok) return downloaded;
  const bytes = Readable.from([downloaded.value]);
  return await receiveFile({ path: URL.parse(url)?.pathname ?? '', name: url, bytes }, parts);
}
