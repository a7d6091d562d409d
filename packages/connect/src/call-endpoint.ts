import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import { type Credentials, showsWhoCalls } from '@patchbay/core/model/credentials.ts';
import type { HttpRequest, HttpResponse } from '@patchbay/protocols/http-message.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import type { Exchange, RecordedRequest } from './exchange.ts';
import type { StreamFollower } from './follow-stream.ts';
import type { HttpClient } from './http-client.ts';
import { letOthers } from './let-others.ts';
import { type Headers, mapHeaders } from './map-headers.ts';
import { mapStrings } from './map-strings.ts';
import type { WireResponse } from './receive-answer.ts';
import type { Recipient } from './recipient.ts';
import { createRedactor, type Redact, redactHeaders, redactProblem } from './redact.ts';
import { decodeText } from './response/body-text.ts';
import { decodeContent } from './response/content-encoding.ts';
import { findStreamProblem, isEventStream } from './response/event-stream.ts';
import { readRetryAfterMs } from './response/retry-after.ts';
import { findStatusProblem, isAnswerStatus } from './response/status-problem.ts';
import { sendRequest, type WireRequest } from './send-request.ts';
import { describeTransportError, timeoutProblem } from './transport-problem.ts';

export interface CallOptions {
  readonly request: HttpRequest;
  readonly credentials: Credentials;
  /** Time limit from resolving the host to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest answer that is read, packed and unpacked; 16 MiB where it is left out. */
  readonly maximumResponseBytes?: number;
  /** Headers beside those of the protocol, such as an idempotency key. Lower-case names. */
  readonly headers?: { readonly [name: string]: string };
  /** Sent in place of the body of the request, as it is: for asking how an endpoint takes a wrong one. */
  readonly writtenBody?: string;
  /** What the exchange keeps in place of the body, where that carries the bytes of an asset. */
  readonly recordedBody?: Json;
  /** Addresses in the body: what their queries carry in place of credentials is not kept either. */
  readonly addressesSent?: readonly string[];
  /** Finds the words of the endpoint in an answer that is not 2xx. */
  readonly readErrorMessage?: (response: HttpResponse) => string | null;
  /** Makes a connection for this call alone, in place of one that was kept from another. */
  readonly freshConnection?: boolean;
  /** Reads a stream of events while it comes; without one, a stream is an answer that was not asked for. */
  readonly follower?: StreamFollower;
  readonly signal?: AbortSignal;
}

/** How a call ended, and what is kept of it. */
export interface CallResult {
  readonly exchange: Exchange;
  readonly outcome: CallOutcome;
}

export type CallOutcome =
  | { readonly ok: true; readonly response: HttpResponse }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** How long the endpoint asks us to wait, in milliseconds, at most five minutes. */
      readonly retryAfterMs: number | null;
    };

/** A body of so many bytes takes a good part of a millisecond to be read as text. */
const longBody = 500_000;

const defaultMaximumBytes = 16 * 1024 * 1024;

/** What an attempt brought: the answer, where one could be read, and what to make of it. */
interface Attempt {
  readonly response: HttpResponse | null;
  readonly outcome: CallOutcome;
}

/** A call that is under way. */
interface Sending {
  readonly startedAt: Date;
  /** The same moment, of `performance.now()`. */
  readonly start: number;
  readonly recipient: Recipient;
  /** The headers of this call alone. */
  readonly ownHeaders: Headers;
  readonly body: string | null;
}

/** Sends one request with its credentials; see `Caller.call`. */
export async function callEndpoint(client: HttpClient, options: CallOptions): Promise<CallResult> {
  const { timeoutMs, signal, follower, maximumResponseBytes = defaultMaximumBytes } = options;
  const sending = beginSending(client, options);
  const target = client.egress.judgeUrl(options.request.url);
  if (!target.ok) return describe(sending, options, failed(target.problem));
  const deadline = startDeadline(timeoutMs, signal);
  client.underWay.begin();
  let attempt: Attempt;
  try {
    const dispatcher = options.freshConnection ? client.freshDispatcher : client.dispatcher;
    const wire = writeRequest(sending, options, target.value);
    const answer = await sendRequest(dispatcher, wire, maximumResponseBytes, deadline, follower);
    const bytes = isPlain(answer) ? answer.bytes : await unpack(answer, maximumResponseBytes);
    if (bytes.length > longBody) await letOthers();
    attempt = judge(readResponse(answer, bytes, sending.recipient.redact), options, sending.body);
  } catch (error) {
    attempt = failed(explain(error, target.value, options, deadline));
  } finally {
    deadline.clear();
    client.underWay.end();
  }
  return describe(sending, options, attempt);
}

/** @throws the reason of the signal where the caller gave up; the error where it is a fault of ours. */
function explain(
  error: unknown,
  url: URL,
  { timeoutMs, signal }: CallOptions,
  deadline: Deadline,
): Problem {
  if (deadline.hasPassed()) return timeoutProblem(url, timeoutMs);
  signal?.throwIfAborted();
  return describeTransportError(error, url);
}

function beginSending(client: HttpClient, options: CallOptions): Sending {
  const { request, headers, writtenBody, credentials } = options;
  const type = request.body === undefined ? undefined : jsonType;
  return {
    startedAt: new Date(),
    start: performance.now(),
    recipient: client.findRecipient(credentials, request.url),
    ownHeaders: { ...type, ...request.headers, ...headers },
    body: writtenBody ?? writeBody(request),
  };
}

const jsonType = { 'content-type': 'application/json' };

/** Credentials come last: nothing that a user or a protocol adds can take their place. */
function writeRequest(sending: Sending, { request }: CallOptions, url: URL): WireRequest {
  const { recipient, ownHeaders, body } = sending;
  const headers = { ...recipient.general, ...ownHeaders, ...recipient.authentication };
  return { method: request.method, url, headers, body };
}

function writeBody({ body }: HttpRequest): string | null {
  return body === undefined ? null : JSON.stringify(body);
}

/** The answer as text, without our credentials should the endpoint repeat them. */
function readResponse(answer: WireResponse, plain: Uint8Array, redact: Redact): HttpResponse {
  const { status } = answer;
  const headers = redactHeaders(answer.headers, handsOutCredentials, redact);
  try {
    const body = redact(decodeText(plain, answer.headers['content-type']));
    return { status, headers, body };
  } catch (error) {
    if (mustBeReadable(answer)) throw error;
    return { status, headers, body: '' };
  }
}

function isPlain({ headers }: WireResponse): boolean {
  return headers['content-encoding'] === undefined;
}

/** The body as it was before it was packed. */
async function unpack(answer: WireResponse, maximumBytes: number): Promise<Uint8Array> {
  try {
    return await decodeContent(answer.bytes, answer.headers['content-encoding'], maximumBytes);
  } catch (error) {
    if (mustBeReadable(answer)) throw error;
    return nothing;
  }
}

const nothing = new Uint8Array(0);

/** That a server failed, or streams, says more than that its words cannot be read. */
function mustBeReadable({ status, headers }: WireResponse): boolean {
  return status < 300 && !isEventStream(headers);
}

/** Whether an endpoint hands out credentials of its own in a header. */
function handsOutCredentials(name: string): boolean {
  return name === 'set-cookie';
}

function judge(response: HttpResponse, options: CallOptions, body: string | null): Attempt {
  const problem = isAnswerStatus(response.status) ? null : judgeStatus(response, options, body);
  if (!problem) return judgeStream(response, options);
  const retryAfterMs = readRetryAfterMs(response.headers);
  return { response, outcome: { ok: false, problem, retryAfterMs } };
}

function judgeStatus(
  response: HttpResponse,
  { request, credentials, readErrorMessage }: CallOptions,
  body: string | null,
): Problem | null {
  return findStatusProblem(response, {
    request,
    requestBytes: body === null ? 0 : Buffer.byteLength(body),
    hasCredentials: showsWhoCalls(credentials),
    readErrorMessage,
  });
}

function judgeStream(response: HttpResponse, { follower }: CallOptions): Attempt {
  const problem = follower ? null : findStreamProblem(response);
  if (!problem) return { response, outcome: { ok: true, response } };
  return { response, outcome: { ok: false, problem, retryAfterMs: null } };
}

function failed(problem: Problem): Attempt {
  return { response: null, outcome: { ok: false, problem, retryAfterMs: null } };
}

/** How a call ended, and what is kept of it: without what is secret. */
function describe(sending: Sending, options: CallOptions, attempt: Attempt): CallResult {
  const { startedAt, start } = sending;
  const latencyMs = performance.now() - start;
  const { response, outcome } = attempt;
  const redact = redactorOf(options, sending.recipient);
  const request = recordRequest(options, sending, redact);
  return {
    exchange: { startedAt, latencyMs, request, response },
    outcome: outcome.ok ? outcome : { ...outcome, problem: redactProblem(outcome.problem, redact) },
  };
}

/**
 * What is taken out of the record. The answer is read as it came but for our own credentials: what stands in
 * the address of an image may be an ordinary word of it.
 */
function redactorOf(options: CallOptions, recipient: Recipient): Redact {
  const { credentials, request, addressesSent = [] } = options;
  return addressesSent.some((address) => address.includes('?'))
    ? createRedactor(credentials, request.url, ...addressesSent)
    : recipient.redact;
}

function recordRequest(
  { request, recordedBody, writtenBody }: CallOptions,
  { recipient, ownHeaders, body: sent }: Sending,
  redact: Redact,
): RecordedRequest {
  const { recordedGeneral, recordedAuthentication, recordedUrl } = recipient;
  const own = mapHeaders(ownHeaders, redact);
  const body = recordedBody ?? writtenBody ?? request.body ?? null;
  // In a body in whose text there is no secret, none of its strings has one.
  const isClean = body === request.body && sent !== null && !redact.mayFindIn(sent);
  return {
    method: request.method,
    url: redact === recipient.redact ? recordedUrl : redact(request.url),
    headers: { ...recordedGeneral, ...own, ...recordedAuthentication },
    body: isClean ? body : mapStrings(body, redact),
  };
}
