import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { findUnfitValue } from '@patchbay/protocols/json/find-unfit-value.ts';

/** One address of a list. */
export interface UrlEntry {
  readonly url: string;
  readonly globalKey: string;
  readonly metadata: { [name: string]: Json };
}

/** An entry with its place in the list, or why it is none. */
export interface ListedEntry {
  readonly source: string;
  readonly entry: Outcome<UrlEntry>;
}

/** What PostgreSQL takes into the index that keeps keys apart, and more than any name of a file has. */
const longestKeyBytes = 2048;

/**
 * Reads a record of a list: `url`, and `id` or `global_key` where it has one (else the address is
 * the key); everything else becomes metadata.
 */
export function readUrlEntry(record: { [name: string]: Json }): Outcome<UrlEntry> {
  const { url, id, global_key: globalKey, ...metadata } = record;
  if (typeof url !== 'string' || url.trim() === '') {
    return invalid('has no url. Give each record the address of an image in "url".');
  }
  const key = globalKey ?? id ?? url;
  if ((typeof key !== 'string' && typeof key !== 'number') || String(key).trim() === '') {
    return invalid('has an id that is neither a text nor a number.');
  }
  if (Buffer.byteLength(String(key)) > longestKeyBytes) {
    const what = key === url ? 'an address' : 'an id';
    return invalid(`has ${what} of more than ${longestKeyBytes} bytes. Give it a shorter "id".`);
  }
  const unfit = findUnfitValue(record);
  if (unfit) return invalid(`cannot be kept: at ${unfit.pointer} ${unfit.reason}.`);
  return succeed({ url: url.trim(), globalKey: String(key).trim(), metadata });
}

function invalid(finding: string): Outcome<UrlEntry> {
  return fail({ code: 'INPUT_INVALID', message: `The record ${finding}` });
}
