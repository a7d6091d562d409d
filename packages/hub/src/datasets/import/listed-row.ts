import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { isConversation, readConversation } from '@patchbay/core/formats/conversation.ts';
import type { WrittenPart } from '@patchbay/core/formats/written-conversation.ts';
import type { Json } from '@patchbay/core/json.ts';
import { findUnfitValue } from '@patchbay/protocols/json/find-unfit-value.ts';
import { describeIssues } from '../../http/describe-issues.ts';
import { readAttachments } from './read-attachments.ts';
import type { RowContent } from './row-content.ts';

/** What a record of a list holds: where its file is, or the row itself. */
export type ListedContent =
  | { readonly kind: 'url'; readonly url: string }
  | Exclude<RowContent, { kind: 'image' | 'video' }>;

/** One row of a list, as it is written. */
export interface ListedRow {
  readonly content: ListedContent;
  readonly globalKey: string;
  readonly attachments: readonly WrittenPart[];
  readonly metadata: { [name: string]: Json };
}

/** A row with its place in the list, or why it is none. */
export interface ListedEntry {
  readonly source: string;
  readonly entry: Outcome<ListedRow>;
}

type JsonRecord = { [name: string]: Json };

/** What PostgreSQL takes into the index that keeps keys apart, and more than any name of a file has. */
const longestKeyBytes = 2048;

/**
 * Reads a record of JSON Lines: one of `url`, `text`, `html` and `messages`; `id` or `global_key`
 * where it has one (else its address or its place is the key); `attachments`. Everything else
 * becomes metadata.
 */
export function readListedRow(record: JsonRecord, source: string): Outcome<ListedRow> {
  const unfit = findUnfitValue(record);
  if (unfit) return invalid(`cannot be kept: at ${unfit.pointer} ${unfit.reason}.`);
  const content = readContent(record);
  if (!content.ok) return content;
  const { content: found, keys } = content.value;
  const { id, global_key: globalKey, attachments, ...rest } = record;
  const key = readKey(globalKey ?? id, found, source);
  if (!key.ok) return key;
  const attached = readAttachments(attachments);
  if (!attached.ok) return attached;
  const metadata = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !keys.includes(name)),
  );
  return succeed({
    content: found,
    globalKey: key.value,
    attachments: attached.value,
    metadata,
  });
}

/** Reads a record of a CSV: its `url` is the row, `id` or `global_key` its key, all else metadata. */
export function readUrlRow(record: JsonRecord, source: string): Outcome<ListedRow> {
  const { url, id, global_key: globalKey, ...metadata } = record;
  const unfit = findUnfitValue(record);
  if (unfit) return invalid(`cannot be kept: at ${unfit.pointer} ${unfit.reason}.`);
  const content = readUrl(url);
  if (!content.ok) return content;
  const key = readKey(globalKey ?? id, content.value, source);
  if (!key.ok) return key;
  return succeed({ content: content.value, globalKey: key.value, attachments: [], metadata });
}

const contentKeys = ['url', 'text', 'html', 'messages'] as const;

function readContent(
  record: JsonRecord,
): Outcome<{ content: ListedContent; keys: readonly string[] }> {
  const [key, ...others] = contentKeys.filter((name) => name in record);
  if (key === undefined) {
    return invalid(
      'has no data row. Give it the address of a file in "url", a text in "text", the source of a page in "html", or a conversation in "messages".',
    );
  }
  if (others.length > 0) {
    const all = [key, ...others].map((name) => `"${name}"`).join(' and ');
    return invalid(`has ${all}, but is one data row. Keep one of them, and rename the rest.`);
  }
  if (isConversation(record)) {
    const read = readConversation(record);
    if (!read.ok) return fail(describeIssues(read.issues));
    const { turns, keys } = read;
    return succeed({ content: { kind: 'conversation', turns }, keys });
  }
  const value = record[key];
  const content = key === 'url' ? readUrl(value) : readWords(key === 'html' ? key : 'text', value);
  return content.ok ? succeed({ content: content.value, keys: [key] }) : content;
}

function readUrl(url: Json | undefined): Outcome<ListedContent> {
  return typeof url === 'string' && url.trim() !== ''
    ? succeed({ kind: 'url', url: url.trim() })
    : invalid('has no url. Give each record the address of a file in "url".');
}

function readWords(kind: 'text' | 'html', value: Json | undefined): Outcome<ListedContent> {
  return typeof value === 'string'
    ? succeed({ kind, text: value })
    : invalid(`has a "${kind}" that is no text. Write it like {"${kind}": "…"}.`);
}

function readKey(
  written: Json | undefined,
  content: ListedContent,
  source: string,
): Outcome<string> {
  const fallback = content.kind === 'url' ? content.url : source;
  const key = written ?? fallback;
  if ((typeof key !== 'string' && typeof key !== 'number') || String(key).trim() === '') {
    return invalid('has an id that is neither a text nor a number.');
  }
  if (Buffer.byteLength(String(key)) > longestKeyBytes) {
    const what = key === fallback ? 'an address' : 'an id';
    return invalid(`has ${what} of more than ${longestKeyBytes} bytes. Give it a shorter "id".`);
  }
  return succeed(String(key).trim());
}

function invalid(finding: string): Outcome<never> {
  return fail({ code: 'INPUT_INVALID', message: `The record ${finding}` });
}
