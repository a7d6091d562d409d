import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { HttpRequest } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import type {
  ModelAnswer,
  PredictionProtocol,
  ProtocolContext,
} from '@patchbay/protocols/prediction-protocol.ts';
import type { Caller } from './caller.ts';
import { readConnection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import { listAddresses, listSources } from './list-addresses.ts';
import { recordBody } from './record-body.ts';
import { createRedactor } from './redact.ts';
import { refuseSpelled } from './refuse-spelled.ts';

export interface PredictOptions {
  readonly protocol: PredictionProtocol;
  readonly configuration: Pick<ModelConfiguration, 'connection' | 'ontology'>;
  readonly parameters: { readonly [name: string]: Json };
  readonly credentials: Credentials;
  /** What is sent. */
  readonly input: ModelInput;
  /** What the answer is measured against. */
  readonly row: AnsweredRow;
  /** Names the bytes of the image in the exchange, such as `sha256:…`, which does not repeat them. */
  readonly assetReference?: string;
  readonly caller: Caller;
  readonly timeoutMs: number;
  readonly headers?: { readonly [name: string]: string };
  /** Makes a connection for this call alone; see `retry.ts`. */
  readonly freshConnection?: boolean;
  readonly signal?: AbortSignal;
}

/** What a model said about one data row, or why it said nothing, and what is kept of the call. */
export interface PredictResult {
  readonly outcome: Outcome<ModelAnswer>;
  /** How long the endpoint asks us to wait, in milliseconds; null where it does not. */
  readonly retryAfterMs: number | null;
  /** Null where the request could not be made up, so that nothing was sent. */
  readonly exchange: Exchange | null;
}

/**
 * Asks a model about one data row: encode, call, decode. The one path of runs, checks and previews.
 * Tries once; see `retry.ts`. Rejects with the reason of the signal where the caller gave up.
 */
export async function predict(options: PredictOptions): Promise<PredictResult> {
  const { protocol, configuration, parameters, input, row } = options;
  const connection = readConnection(protocol, configuration.connection);
  if (!connection.ok) return { outcome: connection, retryAfterMs: null, exchange: null };
  const context: ProtocolContext<{ url: string }> = {
    connection: connection.value,
    ontology: configuration.ontology,
    parameters,
  };
  const encoded = protocol.encodeRequest(input, context);
  if (!encoded.ok) return { outcome: encoded, retryAfterMs: null, exchange: null };
  const redact = createRedactor(options.credentials, encoded.value.url);
  const { exchange, outcome } = await send(options, encoded.value);
  const inPieces = protocol.chat !== undefined;
  if (!outcome.ok) {
    const { problem, retryAfterMs } = outcome;
    return {
      ...refuseSpelled({ outcome: fail(problem), exchange }, redact, inPieces),
      retryAfterMs,
    };
  }
  const task = { response: outcome.response, row, context };
  const decoding = options.caller.decoder.decodeAnswer(protocol, task, options.signal);
  const decoded = decoding instanceof Promise ? await decoding : decoding;
  const read = refuseSpelled({ outcome: decoded, exchange }, redact, inPieces);
  return { ...read, outcome: withWarnings(encoded.warnings, read.outcome), retryAfterMs: null };
}

function withWarnings(before: readonly Warning[], decoded: Outcome<ModelAnswer>) {
  if (!decoded.ok || before.length === 0) return decoded;
  return succeed(decoded.value, [...before, ...decoded.warnings]);
}

function send(options: PredictOptions, request: HttpRequest) {
  const { protocol, credentials, timeoutMs, headers, freshConnection, signal, caller } = options;
  const sources = listSources(options.input);
  return caller.call({
    request,
    credentials,
    timeoutMs,
    headers,
    freshConnection,
    signal,
    addressesSent: listAddresses(options.input, sources),
    recordedBody: recordBody(request.body, sources, nameOfRow(options)),
    readErrorMessage: (response) => protocol.readErrorMessage?.(response) ?? null,
  });
}

/** What names the bytes of an image that is the whole of the input. */
function nameOfRow({ input, assetReference: name }: PredictOptions) {
  return input.type === 'image' && name ? { source: input.source, name } : undefined;
}
