/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/** A secret that is looked for in texts, also where it is escaped or encoded. */
export interface Secret {
  readonly length: number;
  /** Whether it may stand in a text: false is certain. */
  mayStandIn(text: string): boolean;
  /** The text without the secret. */
  replaceIn(text: string): string;
  /** How many characters at the end of a text it may begin with, of which the rest is still to come. */
  countBegun(text: string): number;
}

/**
 * Makes a secret ready to be looked for. Letters and digits are spelled the same everywhere, so a text
 * without the longest run of them does not have the secret: to look for that takes a tenth of the time of
 * a pattern. One is made where a text has the run and not, letter by letter, the secret.
 */
export function createSecret(secret: string): Secret {
  const runs = secret.match(/[A-Za-z0-9]+/g) ?? [];
  const longestRun = runs.reduce(
    (longest, run) => (run.length > longest.length ? run : longest),
    '',
  );
  // Backslashes before any other character would belong to it, and one that ends it is written twice elsewhere.
  const isPlainAtEnds = /^[A-Za-z0-9._~-]/.test(secret) && !secret.endsWith('\\');
  let pattern: RegExp | null = null;
  return {
    length: secret.length,
    mayStandIn: (text) => text.includes(longestRun),
    replaceIn(text) {
      if (!text.includes(longestRun)) return text;
      const rest = isPlainAtEnds ? text.replaceAll(secret, redacted) : text;
      if (!rest.includes(longestRun)) return rest;
      pattern ??= new RegExp(matchSecret(secret), 'g');
      return rest.replace(pattern, redacted);
    },
    countBegun(text) {
      let length = Math.min(secret.length - 1, text.length);
      while (length > 0 && !text.endsWith(secret.slice(0, length))) length -= 1;
      return length;
    },
  };
}

/**
 * JSON in JSON in JSON has seven backslashes before a quote. There must be an upper bound: an answer of
 * nothing but backslashes would else take for ever to search.
 */
const backslashes = '\\\\{0,7}';

/** A pattern for a secret, character by character; backslashes in a row are one run. */
function matchSecret(secret: string): string {
  const pieces = secret.toWellFormed().match(/\\+|[^\\]/gu) ?? [];
  const patterns = pieces.map((piece, index) => {
    if (!piece.startsWith('\\')) return matchCharacter(piece);
    return index === pieces.length - 1 ? matchLastRun(piece.length) : matchRun(piece.length);
  });
  return patterns.join('');
}

/**
 * The run that ends a secret: in JSON in JSON the backslash that stands before the closing quote is none of it.
 * Where nothing of that kind follows, it is matched as any other.
 */
function matchLastRun(length: number): string {
  const lengths = [8, 4, 2].map((times) => `\\\\{${times * length}}`);
  return `(?:(?<!\\\\)(?:${lengths.join('|')})(?=\\\\(?:\\\\\\\\)?")|${matchRun(length)})`;
}

/**
 * A run is matched whole or not at all: ways to divide it between patterns would be without number. It may be
 * followed by the backslashes of an escape alone, `\\u00e9`, by which pure ASCII writes the next character.
 */
function matchRun(length: number): string {
  const end = '(?:(?!\\\\)|(?=\\\\{1,8}u[0-9a-fA-F]{4}))';
  const plain = `(?<!\\\\)\\\\{${length},${8 * length + 7}}${end}`;
  return `(?:(?:%5[cC]){${length}}|${plain})`;
}

/**
 * A pattern for one other character of a secret as it stands in plain text, in JSON (also inside of a string
 * of JSON, where backslashes multiply), in JSON of pure ASCII, or in a URL.
 */
function matchCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const bytes = [...Buffer.from(character)];
  const plain = units.map((unit) => `\\u${toHex(unit, 4)}`).join('');
  const escaped = units.map((unit) => `${backslashes}\\\\u${matchHex(toHex(unit, 4))}`).join('');
  const encoded = bytes.map((byte) => `%${matchHex(toHex(byte, 2))}`).join('');
  return `(?:${encoded}|${escaped}|${backslashes}${plain})`;
}

function toHex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function matchHex(digits: string): string {
  return `(?:${digits}|${digits.toUpperCase()})`;
}
