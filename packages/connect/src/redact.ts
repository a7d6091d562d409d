import type { Json } from '@patchbay/core/json.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { encodeUserAndPassword } from './authenticate.ts';

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/**
 * Shorter secrets are not searched for in texts: they would be found in ordinary words and numbers
 * and spoil the answers in which those stand. Headers that carry a credential are always replaced.
 */
const minimumSecretLength = 6;

/** Replaces every secret of the credentials in a text, also where it is escaped or encoded. */
export type Redact = (text: string) => string;

export function createRedactor(credentials: Credentials): Redact {
  const { bearer, basic, header } = credentials;
  const secrets = [
    bearer?.token,
    basic?.password,
    basic && encodeUserAndPassword(basic),
    header?.value,
  ].filter((secret) => secret !== undefined && secret.length >= minimumSecretLength);
  const spellings = new Set(secrets.flatMap((secret) => (secret ? listSpellings(secret) : [])));
  const longestFirst = [...spellings].sort((one, other) => other.length - one.length);
  return (text) =>
    longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, redacted), text);
}

/** A secret as it stands in plain text, in JSON, in JSON of pure ASCII and in a URL. */
function listSpellings(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inAscii = inJson.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [secret, inJson, inAscii, encodeURIComponent(secret.toWellFormed())];
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

/** The same JSON with every string in it, keys excepted, replaced. */
export function mapStrings(value: Json, replace: (text: string) => string): Json {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((member) => mapStrings(member, replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapStrings(member, replace)]),
  );
}
