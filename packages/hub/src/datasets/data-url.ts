const base64Prefix = /^data:[^,]{0,200};base64,/i;

/** The bytes of a base64 data URL; null for any other address. */
export function readDataUrl(url: string): Buffer | null {
  const prefix = base64Prefix.exec(url)?.[0];
  return prefix === undefined ? null : Buffer.from(url.slice(prefix.length), 'base64');
}
