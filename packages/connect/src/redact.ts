import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { encodeUserAndPassword } from './authenticate.ts';
import { type Headers, mapHeaders } from './map-headers.ts';
import { mapStrings } from './map-strings.ts';
import { createSecret, redacted, type Secret } from './secret.ts';
import { listSpellings } from './secret-spellings.ts';

/**
 * Shorter secrets are not searched for in texts: they would be found in ordinary words and numbers
 * and spoil the answers in which those stand. Headers that carry a credential are always replaced.
 */
const minimumSecretLength = 6;

/** Replaces every secret of the credentials in a text, also where it is escaped or encoded. */
export interface Redact {
  (text: string): string;
  /** Whether there is any to look for. */
  readonly hasSecrets: boolean;
  /** Whether one may stand in a text. Where none may, none stands in what is read from the text as JSON. */
  mayFindIn(text: string): boolean;
  /** How many characters at the end of a text may be the beginning of one, of which the rest is still to come. */
  countBegun(text: string): number;
}

/** Prepares the replacing of credentials, and of what URLs carry in place of credentials. */
export function createRedactor(credentials: Credentials, ...urls: readonly string[]): Redact {
  const inUrls = urls.flatMap(listUrlSecrets);
  const ofCredentials = secretsOf(credentials);
  const secrets =
    inUrls.length === 0 ? ofCredentials : [...ofCredentials, ...inUrls].sort(longerFirst);
  function redact(text: string): string {
    let rest = text;
    for (const secret of secrets) rest = secret.replaceIn(rest);
    return rest;
  }
  redact.hasSecrets = secrets.length > 0;
  redact.mayFindIn = (text: string) => secrets.some((secret) => secret.mayStandIn(text));
  redact.countBegun = (text: string) =>
    secrets.reduce((most, secret) => Math.max(most, secret.countBegun(text)), 0);
  return redact;
}

const known = new WeakMap<Credentials, readonly Secret[]>();

/** The secrets of credentials, made ready once for all calls that are made with them. */
function secretsOf(credentials: Credentials): readonly Secret[] {
  const ready = known.get(credentials) ?? prepareSecrets(listSecrets(credentials));
  known.set(credentials, ready);
  return ready;
}

function listSecrets({ bearer, basic, header }: Credentials): string[] {
  const secrets = [
    bearer?.token,
    basic?.password,
    basic && encodeUserAndPassword(basic),
    header?.value,
    header?.value.replace(/^\S+ +/, ''), // without a scheme, as in `ApiKey …`
  ];
  return secrets.filter((secret) => secret !== undefined);
}

function prepareSecrets(secrets: readonly string[]): Secret[] {
  const long = secrets.filter((secret) => secret.length >= minimumSecretLength);
  return [...new Set([...long, ...long.flatMap(listSpellings)])]
    .map(createSecret)
    .sort(longerFirst);
}

/** A secret may stand within another. */
function longerFirst(one: Secret, other: Secret): number {
  return other.length - one.length;
}

/** Names under which the query of a URL carries a secret: `api_key`, `access_token`, `X-Amz-Signature`. */
const secretName = /key|token|secret|passw|pwd|auth|signature|credential|^sig$|^code$/i;

function listUrlSecrets(url: string): Secret[] {
  const start = url.indexOf('?') + 1;
  if (start === 0) return [];
  const [query = ''] = url.slice(start).split('#', 1);
  const secrets: string[] = [];
  for (const parameter of query.split('&')) {
    const [name, value] = readParameter(parameter);
    if (secretName.test(name)) secrets.push(value);
  }
  return prepareSecrets(secrets);
}

/** What is spelled plainly, as in all addresses of our own, need not be decoded. */
function readParameter(parameter: string): readonly [name: string, value: string] {
  if (/[%+]/.test(parameter)) return [...new URLSearchParams(parameter)][0] ?? ['', ''];
  const end = parameter.indexOf('=');
  return end === -1 ? [parameter, ''] : [parameter.slice(0, end), parameter.slice(end + 1)];
}

/** The headers without the values that carry credentials; the scheme of `authorization` stays. */
export function redactHeaders(
  headers: Headers,
  isCredential: (name: string) => boolean,
  redact: Redact,
): Headers {
  return mapHeaders(headers, (value, name) =>
    isCredential(name) ? hideCredential(name, value) : redact(value),
  );
}

function hideCredential(name: string, value: string): string {
  const scheme = name === 'authorization' ? /^(Bearer|Basic) /.exec(value)?.[0] : undefined;
  return `${scheme ?? ''}${redacted}`;
}

/** A problem without secrets in its words and facts. */
export function redactProblem(
  { code, message, details }: Problem,
  redact: (text: string) => string,
): Problem {
  if (!details) return { code, message: redact(message) };
  const facts = Object.entries(details).map(([key, fact]) => [key, mapStrings(fact, redact)]);
  return { code, message: redact(message), details: Object.fromEntries(facts) };
}
