import { createHash } from 'node:crypto';
import type { Json } from '@patchbay/core/json.ts';
import type { ImageSource } from '@patchbay/protocols/model-input.ts';
import { mapStrings } from './map-strings.ts';

/**
 * The body with the bytes of images named instead of repeated, wherever the protocol put them; `known` has a
 * name already.
 */
export function recordBody(
  body: Json | undefined,
  sources: readonly ImageSource[],
  known?: { readonly source: ImageSource; readonly name: string },
): Json | undefined {
  if (body === undefined || !sources.some(({ kind }) => kind === 'base64')) return body;
  const names = new Map<string, string>();
  for (const source of sources) {
    if (source.kind !== 'base64' || source.base64 === '') continue;
    const { base64, mediaType } = source;
    const name = source === known?.source ? known.name : nameBytes(base64);
    names.set(base64, `<${mediaType}, ${Buffer.byteLength(base64, 'base64')} bytes, ${name}>`);
  }
  return mapStrings(body, (text) => names.get(text) ?? nameWithin(text, names));
}

/** Bytes that stand in a text together with something else, as in a data URL. */
function nameWithin(text: string, names: ReadonlyMap<string, string>): string {
  const start = text.indexOf(',') + 1;
  const placeholder = text.startsWith('data:') ? names.get(text.slice(start)) : undefined;
  if (placeholder !== undefined) return text.slice(0, start) + placeholder;
  let named = text;
  for (const [base64, name] of names) {
    if (named.length >= base64.length) named = named.replaceAll(base64, () => name);
  }
  return named;
}

function nameBytes(base64: string): string {
  const digest = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
  return `sha256:${digest}`;
}
