import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { errors } from 'undici';
import { connectTimeoutMs } from './egress/guarded-connector.ts';
import { makeExcerpt } from './response/excerpt.ts';

/** Errors of a connection that could not be made, with what to say of the host. */
const unreachable = new Map([
  ['ECONNREFUSED', 'refused the connection; nothing listens there'],
  ['EHOSTUNREACH', 'cannot be reached; there is no route to it'],
  ['ENETUNREACH', 'cannot be reached; there is no route to its network'],
  ['EHOSTDOWN', 'cannot be reached; it is down'],
  // Over IPv4 it is a port of ours that is missing, see below.
  ['EADDRNOTAVAIL', 'cannot be reached; this machine has no address from which it could be called'],
  ['ETIMEDOUT', 'did not answer the attempt to connect'],
  ['UND_ERR_CONNECT_TIMEOUT', `did not accept the connection within ${connectTimeoutMs} ms`],
]);

/** Errors of a connection for which this machine has nothing left: no fault of the endpoint. */
const exhausted = new Map([
  ['EMFILE', 'this process has no files left to open'],
  ['ENFILE', 'this machine has no files left to open'],
  ['EADDRNOTAVAIL', 'this machine has no free port left towards it'],
  ['ENOBUFS', 'this machine has no memory left for sockets'],
]);

/** Errors of a connection that ended before the answer did. */
const connectionLost = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

const tlsCodes =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO)/;

/**
 * The problem that an error of the socket or of the HTTP parser stands for.
 * @throws the error itself where it is none of them: a fault of ours.
 */
export function describeTransportError(error: unknown, url: URL): Problem {
  if (error instanceof PatchbayError) return error.toProblem();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const details = { url: url.href, reason: code };
  const unconnected = describeUnconnected(error, code, url);
  if (unconnected) return { ...unconnected, details };
  if (isUpgrade(error)) {
    return {
      code: 'MODEL_RESPONSE_INVALID',
      message: `${url.host} changed to another protocol (status 101) instead of answering. Check whether the address is that of a WebSocket.`,
      details,
    };
  }
  if (connectionLost.has(code)) {
    return {
      code: 'MODEL_CONNECTION_LOST',
      message: `${url.host} closed the connection before its answer was complete (${reasonOf(error)}).`,
      details,
    };
  }
  if (tlsCodes.test(code)) {
    return {
      code: 'MODEL_TLS_FAILED',
      message: `No secure connection to ${url.host} could be made: ${reasonOf(error)} (${code}).`,
      details,
    };
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      code: 'MODEL_RESPONSE_TOO_LARGE',
      message: `The headers of the answer of ${url.host} are longer than 16 KiB.`,
      details,
    };
  }
  if (error instanceof errors.HTTPParserError) {
    return {
      code: 'MODEL_RESPONSE_INVALID',
      message: `What ${url.host} answered is not HTTP (${reasonOf(error)}). Check the port, and whether the address should begin with http: or with https:.`,
      details,
    };
  }
  throw error;
}

/** The problem of a connection that could not be made, whoever lacks what it takes. */
function describeUnconnected(error: unknown, code: string, url: URL): Problem | null {
  const lacking = isIpv6(error) ? undefined : exhausted.get(code);
  if (lacking) {
    const message = `${url.host} could not be called: ${lacking} (${code}).`;
    return { code: 'HUB_CONNECTIONS_EXHAUSTED', message };
  }
  const reached = unreachable.get(code);
  return reached ? { code: 'MODEL_UNREACHABLE', message: `${url.host} ${reached}.` } : null;
}

/** Where a machine has no IPv6, a connection over it fails as if no port were free. */
function isIpv6(error: unknown): boolean {
  const address = error instanceof Error && 'address' in error ? error.address : undefined;
  return typeof address === 'string' && address.includes(':');
}

/** The HTTP client has no code of its own for an upgrade that nobody asked for. */
function isUpgrade(error: unknown): boolean {
  return error instanceof errors.SocketError && error.message === 'bad upgrade';
}

export function timeoutProblem(url: URL, timeoutMs: number): Problem {
  return {
    code: 'MODEL_TIMEOUT',
    message: `${url.host} did not answer completely within ${timeoutMs} ms.`,
    details: { url: url.href, timeoutMs },
  };
}

function reasonOf(error: unknown): string {
  return makeExcerpt(error instanceof Error ? error.message : String(error), 120);
}
