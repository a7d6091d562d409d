import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Headers } from './map-headers.ts';

const ready = new WeakMap<Credentials, Headers>();

/**
 * The headers that show an endpoint who calls, by lower-case name. Several kinds may be used at once. They
 * are written once for all calls with the same credentials.
 */
export function authenticationHeaders(credentials: Credentials): Headers {
  const headers = ready.get(credentials) ?? writeHeaders(credentials);
  ready.set(credentials, headers);
  return headers;
}

function writeHeaders(credentials: Credentials): Headers {
  const headers: Record<string, string> = {};
  const { bearer, basic, header } = credentials;
  if (bearer) headers.authorization = `Bearer ${bearer.token}`;
  if (basic) headers.authorization = `Basic ${encodeUserAndPassword(basic)}`;
  if (header) headers[header.name.toLowerCase()] = header.value;
  return headers;
}

/** RFC 7617 with UTF-8: one line, however long, and no line break at its end. */
export function encodeUserAndPassword(basic: NonNullable<Credentials['basic']>): string {
  return Buffer.from(`${basic.username}:${basic.password}`, 'utf8').toString('base64');
}
