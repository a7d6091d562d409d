/**
 * The place of a value in a JSON document, as RFC 6901 writes it: `/results/3/polygon/path`.
 * The empty string is the whole document.
 */
export function toJsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
