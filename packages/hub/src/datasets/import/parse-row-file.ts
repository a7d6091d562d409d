import { extname } from 'node:path';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { readConversation } from '@patchbay/core/formats/conversation.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { parseExactJson } from '@patchbay/protocols/json/parse-json.ts';
import { describeIssues } from '../../http/describe-issues.ts';
import { findImageFormat } from '../images/image-format.ts';
import { compareEnding } from './compare-ending.ts';
import { largestImageBytes } from './read-image.ts';
import { largestTextBytes, readText } from './read-text.ts';
import type { RowContent } from './row-content.ts';

/** A file that is a data row, with what else it says. */
export interface RowFile {
  readonly content: RowContent;
  readonly metadata: { [name: string]: Json };
}

type FileKind = 'text' | 'html' | 'conversation' | 'image';

const kinds: { readonly [extension: string]: FileKind } = {
  '.txt': 'text',
  '.md': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'conversation',
};

/** Images may stand in a conversation as data URLs. */
const largestConversationBytes = 16 * 2 ** 20;

/** Texts, pages and conversations are told by their names; everything else by its content. */
export function kindOfFile(path: string): FileKind {
  return kinds[extname(path).toLowerCase()] ?? 'image';
}

export function largestFileBytes(kind: FileKind): number {
  if (kind === 'image') return largestImageBytes;
  return kind === 'conversation' ? largestConversationBytes : largestTextBytes;
}

/** Reads a file as what its path says. `name` is what messages call it. */
export function parseRowFile(bytes: Buffer, path: string, name: string): Outcome<RowFile> {
  const kind = kindOfFile(path);
  if (kind === 'image') {
    const format = findImageFormat(bytes);
    const warnings = format ? compareEnding(path, format.mediaType, name) : [];
    return succeed({ content: { kind, bytes, name }, metadata: {} }, warnings);
  }
  const text = readText(bytes, name);
  if (!text.ok) return text;
  if (kind === 'conversation') return parseConversation(text.value, name);
  return succeed({ content: { kind, text: text.value }, metadata: {} });
}

function parseConversation(text: string, name: string): Outcome<RowFile> {
  const parsed = parseExactJson(text);
  if (!parsed.ok) {
    const message = `${name} cannot be read as JSON: ${parsed.message}.`;
    return fail({ code: 'INPUT_FILE_UNREADABLE', message });
  }
  const record = parsed.value;
  if (!isJsonObject(record) || !('messages' in record)) {
    return invalid(
      `${name} is no conversation. Write it like {"messages": [{"role": "user", "content": "…"}]}; a list of several belongs into a .jsonl file, one on each line.`,
    );
  }
  if ('attachments' in record) {
    return invalid(`${name} has attachments. Only a line of a .jsonl file can attach something.`);
  }
  const read = readConversation(record);
  if (!read.ok) return fail(describeIssues(read.issues));
  const { turns, keys } = read;
  const rest = Object.entries(record).filter(([key]) => !keys.includes(key));
  return succeed({ content: { kind: 'conversation', turns }, metadata: Object.fromEntries(rest) });
}

function invalid(message: string): Outcome<never> {
  return fail({ code: 'INPUT_INVALID', message });
}
