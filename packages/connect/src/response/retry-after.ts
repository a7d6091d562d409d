/** The longest wait that an endpoint can ask for, in milliseconds. */
export const maximumRetryAfterMs = 5 * 60_000;

/**
 * How long an endpoint asks us to wait, in milliseconds, at most five minutes; null where it does not
 * say, or says it in no form that is known. Milliseconds in a vendor's header are read before the
 * seconds or the date of `retry-after` (RFC 9110).
 */
export function readRetryAfterMs(
  headers: { readonly [name: string]: string },
  now: number = Date.now(),
): number | null {
  const milliseconds = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  const wait = readNumber(milliseconds, 1) ?? readSecondsOrDate(headers['retry-after'], now);
  return wait === null ? null : Math.min(wait, maximumRetryAfterMs);
}

function readSecondsOrDate(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const seconds = readNumber(text, 1000);
  if (seconds !== null) return seconds;
  // A date of HTTP names its day first; Date.parse alone would read "-5" as a month.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function readNumber(text: string | undefined, factor: number): number | null {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * factor : null;
}
