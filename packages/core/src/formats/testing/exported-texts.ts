/** A document as the bytes as which predictions carry it. */
export function toDocument(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** What a writer of exports gave, as one text. */
export function toText(parts: readonly (string | Uint8Array)[]): string {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return parts.map((part) => (typeof part === 'string' ? part : utf8.decode(part))).join('');
}
