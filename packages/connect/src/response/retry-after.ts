/** The longest wait that an endpoint can ask for, in milliseconds. */
export const maximumRetryAfterMs = 5 * 60_000;

type Headers = { readonly [name: string]: string };

/**
 * How long an endpoint asks us to wait, in milliseconds, at most five minutes; null where it does not
 * say, or says it in no form that is known. Milliseconds in a vendor's header are read before the
 * seconds or the date of `retry-after` (RFC 9110), and both before the time at which a limit that is used up
 * begins anew.
 */
export function readRetryAfterMs(headers: Headers, now: number = Date.now()): number | null {
  const milliseconds = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  const wait =
    readNumber(milliseconds, 1) ??
    readSecondsOrDate(headers['retry-after'], now) ??
    readReset(headers);
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

/**
 * The longest reset of a limit that is used up, as chat servers write them:
 * `x-ratelimit-remaining-tokens: 0`, `x-ratelimit-reset-tokens: 6m0s`.
 * https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers
 */
function readReset(headers: Headers): number | null {
  const resets = ['requests', 'tokens'].flatMap((limit) =>
    headers[`x-ratelimit-remaining-${limit}`]?.trim() === '0'
      ? (readDuration(headers[`x-ratelimit-reset-${limit}`]) ?? [])
      : [],
  );
  return resets.length === 0 ? null : Math.max(...resets);
}

const unitsMs = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/** A duration as Go writes it: `1s`, `120ms`, `6m0s`, `1h2m3.5s`. */
function readDuration(text: string | undefined): number | null {
  if (text === undefined || !/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text.trim())) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitsMs.get(unit ?? '') ?? 0),
    0,
  );
}
