import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type {
  ChatAnswer,
  ChatPiece,
  ChatProtocol,
  ChatQuestion,
  ChatReader,
} from '@patchbay/protocols/chat-protocol.ts';
import type { HttpRequest, HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { Caller } from './caller.ts';
import { readConnection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import { createQuoteRedactor, hideSpelled } from './hide-spelled.ts';
import { listAddresses, listSources } from './list-addresses.ts';
import { recordBody } from './record-body.ts';
import { createRedactor, type Redact, redactProblem } from './redact.ts';
import { createPieceRedactor, type PieceRedactor } from './redact-pieces.ts';
import { isEventStream } from './response/event-stream.ts';

export interface ConverseOptions {
  readonly protocol: PredictionProtocol & { readonly chat: ChatProtocol };
  readonly configuration: Pick<ModelConfiguration, 'connection'>;
  readonly question: ChatQuestion;
  readonly parameters: { readonly [name: string]: Json };
  readonly credentials: Credentials;
  readonly caller: Caller;
  /** Asks for the answer piece by piece. */
  readonly stream: boolean;
  /** So long nothing may come, in milliseconds; of an answer that is not streamed: its time limit. */
  readonly idleMs: number;
  /** The time limit of a stream, from the first byte of the request to the last of the answer. */
  readonly totalMs: number;
  readonly signal?: AbortSignal;
  /** Told what of the answer has come, without secrets. */
  onPiece(piece: ChatPiece): void;
}

export interface ConverseResult {
  readonly outcome: Outcome<ChatAnswer>;
  readonly retryAfterMs: number | null;
  /** Null where the request could not be made up, so that nothing was sent. */
  readonly exchange: Exchange | null;
  /** Whether the answer came as a stream of events. */
  readonly isStreamed: boolean;
}

/**
 * Asks a model once in a conversation: encode, call, decode, with the pieces of a streamed answer as they
 * come. A server that answers whole, though it was asked for a stream, is read as well. Rejects with the
 * reason of the signal where the caller gave up.
 */
export async function converse(options: ConverseOptions): Promise<ConverseResult> {
  const { protocol, configuration, question, parameters, stream } = options;
  const connection = readConnection(protocol, configuration.connection);
  if (!connection.ok) return unsent(connection);
  const context = { connection: connection.value, parameters };
  const encoded = protocol.chat.encodeQuestion(question, context, stream);
  if (!encoded.ok) return unsent(encoded);
  const redact = createRedactor(options.credentials, encoded.value.url);
  const reading = followAnswer(protocol.chat.createReader(), redact, options.onPiece);
  const { exchange: known, outcome } = await send(options, encoded.value, reading.onText);
  const exchange = hideSpelled(known, redact);
  const isStreamed = exchange.response !== null && isEventStream(exchange.response.headers);
  if (!outcome.ok) {
    const { problem, retryAfterMs } = outcome;
    return {
      outcome: fail(redactProblem(problem, createQuoteRedactor(redact))),
      retryAfterMs,
      exchange,
      isStreamed,
    };
  }
  const read = isStreamed
    ? reading.end(outcome.response)
    : protocol.chat.decodeAnswer(outcome.response);
  return { outcome: redactAnswer(read, redact), retryAfterMs: null, exchange, isStreamed };
}

function unsent(outcome: Outcome<never> & { readonly ok: false }): ConverseResult {
  return { outcome, retryAfterMs: null, exchange: null, isStreamed: false };
}

function send(options: ConverseOptions, request: HttpRequest, onText: (text: string) => void) {
  const { protocol, question, credentials, stream, idleMs, totalMs, signal, caller } = options;
  const input: ModelInput = { type: 'conversational', turns: question.turns };
  const sources = listSources(input);
  return caller.call({
    request,
    credentials,
    signal,
    timeoutMs: stream ? totalMs : idleMs,
    // Packed, a stream could be read at its end alone.
    ...(stream && { headers: streamHeaders, follower: { idleMs, onText } }),
    addressesSent: listAddresses(input, sources),
    recordedBody: recordBody(request.body, sources),
    readErrorMessage: (response) => protocol.readErrorMessage?.(response) ?? null,
  });
}

const streamHeaders = {
  accept: 'text/event-stream, application/json',
  'accept-encoding': 'identity',
};

/** Reads a stream while it comes, and tells what of it may be shown. */
function followAnswer(reader: ChatReader, redact: Redact, onPiece: (piece: ChatPiece) => void) {
  const redactors = new Map<ChatPiece['kind'], PieceRedactor>();
  let hasCome = false;

  function tell(kind: ChatPiece['kind'], text: string): void {
    if (text !== '') onPiece({ kind, text });
  }

  function onText(text: string): void {
    hasCome = true;
    for (const { kind, text: words } of reader.push(text)) {
      const redactor = redactors.get(kind) ?? createPieceRedactor(redact);
      redactors.set(kind, redactor);
      tell(kind, redactor.push(words));
    }
  }

  return {
    onText,
    end({ body }: HttpResponse): Outcome<ChatAnswer> {
      // What came packed is read now that it is whole.
      if (!hasCome) onText(body);
      for (const [kind, redactor] of redactors) tell(kind, redactor.end());
      return reader.end();
    },
  };
}

function redactAnswer(read: Outcome<ChatAnswer>, redact: Redact): Outcome<ChatAnswer> {
  if (!read.ok) return fail(redactProblem(read.problem, createQuoteRedactor(redact)));
  const { text, reasoning, ...facts } = read.value;
  const clean = { text: redact(text), reasoning: reasoning && redact(reasoning) };
  return succeed({ ...facts, ...clean }, read.warnings);
}
