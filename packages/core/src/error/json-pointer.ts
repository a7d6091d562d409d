/** Longer keys than this are no names that a contract knows; they are cut. In UTF-16 code units. */
const longestSegment = 512;

/**
 * The place of a value in a JSON document, as RFC 6901 writes it: `/results/3/polygon/path`.
 * The empty string is the whole document. A key of more than 512 characters is cut and ends with `…`,
 * since a place is kept and shown with each warning.
 */
export function toJsonPointer(path: readonly PropertyKey[]): string {
  let pointer = '';
  for (const segment of path) {
    pointer +=
      typeof segment === 'number' ? `/${segment}` : `/${escapeSegment(shorten(String(segment)))}`;
  }
  return pointer;
}

function escapeSegment(segment: string): string {
  const isPlain = !segment.includes('~') && !segment.includes('/');
  return isPlain ? segment : segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

function shorten(segment: string): string {
  return segment.length > longestSegment
    ? `${segment.slice(0, longestSegment).toWellFormed()}…`
    : segment;
}
