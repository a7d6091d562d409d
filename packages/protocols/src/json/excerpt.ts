const longestExcerpt = 120;

/**
 * A piece of what somebody sent, fit to stand in a message: one line, without control characters,
 * at most 120 characters, beginning at the given index of the text.
 */
export function excerpt(text: string, from = 0): string {
  const piece = text
    .slice(from, from + longestExcerpt * 4)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return piece.length > longestExcerpt
    ? `${piece.slice(0, longestExcerpt).toWellFormed()}…`
    : piece;
}

/** A JSON value as an excerpt, to say what stood where something else was wanted. */
export function excerptOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${excerpt(value)}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
