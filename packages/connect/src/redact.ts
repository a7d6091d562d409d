import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { encodeUserAndPassword } from './authenticate.ts';
import { mapStrings } from './map-strings.ts';

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/**
 * Shorter secrets are not searched for in texts: they would be found in ordinary words and numbers
 * and spoil the answers in which those stand. Headers that carry a credential are always replaced.
 */
const minimumSecretLength = 6;

/** Replaces every secret of the credentials in a text, also where it is escaped or encoded. */
export type Redact = (text: string) => string;

/** Prepares the replacing of credentials, and of what URLs carry in place of credentials. */
export function createRedactor(credentials: Credentials, ...urls: readonly string[]): Redact {
  const { bearer, basic, header } = credentials;
  const secrets = [
    bearer?.token,
    basic?.password,
    basic && encodeUserAndPassword(basic),
    header?.value,
    header?.value.replace(/^\S+ +/, ''), // without a scheme, as in `ApiKey …`
    ...urls.flatMap(listUrlSecrets),
  ]
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= minimumSecretLength);
  const spellings = [...new Set(secrets)]
    .sort((one, other) => other.length - one.length)
    .map((secret) => new RegExp(matchSecret(secret), 'g'));
  return (text) => spellings.reduce((rest, spelling) => rest.replace(spelling, redacted), text);
}

/** Names under which the query of a URL carries a secret: `api_key`, `access_token`, `X-Amz-Signature`. */
const secretName = /key|token|secret|passw|pwd|auth|signature|credential|^sig$|^code$/i;

function listUrlSecrets(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const parameters = [...new URL(url).searchParams];
  return parameters.filter(([name]) => secretName.test(name)).map(([, value]) => value);
}

/**
 * JSON in JSON in JSON has seven backslashes before a quote. There must be an upper bound: an answer of
 * nothing but backslashes would else take for ever to search.
 */
const backslashes = '\\\\{0,7}';

/** A pattern for a secret, character by character; backslashes in a row are one run. */
function matchSecret(secret: string): string {
  const pieces = secret.toWellFormed().match(/\\+|[^\\]/gu) ?? [];
  return pieces
    .map((piece) => (piece.startsWith('\\') ? matchRun(piece.length) : matchCharacter(piece)))
    .join('');
}

/** A run is matched whole or not at all: ways to divide it between patterns would be without number. */
function matchRun(length: number): string {
  const plain = `(?<!\\\\)\\\\{${length},${8 * length + 7}}(?!\\\\)`;
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

/** The headers without the values that carry credentials; the scheme of `authorization` stays. */
export function redactHeaders(
  headers: { readonly [name: string]: string },
  credentialNames: ReadonlySet<string>,
  redact: Redact,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!credentialNames.has(name)) return [name, redact(value)];
      const scheme = name === 'authorization' ? /^(Bearer|Basic) /.exec(value)?.[0] : undefined;
      return [name, `${scheme ?? ''}${redacted}`];
    }),
  );
}

/** A problem without secrets in its words and facts. */
export function redactProblem({ code, message, details }: Problem, redact: Redact): Problem {
  if (!details) return { code, message: redact(message) };
  const facts = Object.entries(details).map(([key, fact]) => [key, mapStrings(fact, redact)]);
  return { code, message: redact(message), details: Object.fromEntries(facts) };
}
