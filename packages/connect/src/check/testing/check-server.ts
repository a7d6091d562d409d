import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { startHttpServer, type TestServer } from '../../testing/test-server.ts';
import { answerCorrectly, type Knowledge, ontologies } from './answer-correctly.ts';

/** A request as a server of these tests sees it. */
export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
  /** What is asked about; null where the request is no prediction, or is none that can be read. */
  readonly input: ModelInput | null;
  /** The input in words that a test can look for: the size of a picture, or the text. */
  readonly about: string;
}

/** Answers as the contract wants it; given other annotations, with those. */
export type AnswerRight = (annotations?: readonly Annotation[]) => HttpResponse;

/** How a server behaves: it gives the right answer, another one, or hangs (null). */
export type Conduct = (
  request: ServedRequest,
  right: AnswerRight,
) => HttpResponse | null | Promise<HttpResponse | null>;

export interface CheckServer {
  readonly protocol: PredictionProtocol;
  readonly knowledge: Knowledge;
  /** The bearer token that is asked for; none where it is left out. */
  readonly token?: string;
  readonly conduct?: Conduct;
}

export function requireProtocol(id: string): PredictionProtocol {
  const found = findProtocol(id);
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
}

/** Starts a server that keeps its contract, but for what its conduct does. */
export function startCheckServer(server: CheckServer): Promise<TestServer> {
  return startHttpServer(async (message, response) => {
    const request = await readRequest(message, server);
    const right: AnswerRight = (annotations) => answerRight(request, server, annotations);
    const answer = await (server.conduct ?? ((_, answerIt) => answerIt()))(request, right);
    if (answer) write(response, answer);
  });
}

async function readRequest(
  message: IncomingMessage,
  { protocol }: CheckServer,
): Promise<ServedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const decoded = body === '' ? null : protocol.server.decodeRequest(body);
  const input = decoded?.ok ? decoded.value.input : null;
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    body,
    authorization: message.headers.authorization,
    input,
    about: describeInput(input),
  };
}

/** The refusals that HTTP knows, then the answer of the protocol. */
function answerRight(
  { method, path, body, authorization, input }: ServedRequest,
  { protocol, knowledge, token }: CheckServer,
  annotations?: readonly Annotation[],
): HttpResponse {
  const { server } = protocol;
  const ontology = ontologies[knowledge];
  if (token !== undefined && authorization !== `Bearer ${token}`) return refuse(401);
  if (path === server.classesPath && method === 'GET' && server.encodeClasses) {
    return server.encodeClasses(ontology);
  }
  if (path !== server.predictPath) return refuse(404);
  if (method !== 'POST') return refuse(405);
  if (!input) {
    const decoded = server.decodeRequest(body);
    return decoded.ok ? refuse(400) : server.encodeFailure(decoded.problem);
  }
  const answered = annotations ?? answerCorrectly(knowledge, input);
  return server.encodeResponse({ annotations: answered }, rowOf(input), ontology);
}

/** A refusal in JSON. */
export function refuse(status: number): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: `Refused with ${status}.` }),
  };
}

function rowOf(input: ModelInput): AnsweredRow {
  // What an answer is written for is not looked at by these protocols.
  return input.type === 'text' ? input : { type: 'image', size: { width: 1, height: 1 } };
}

function describeInput(input: ModelInput | null): string {
  if (input?.type === 'text') return input.text;
  if (input?.type !== 'image' || input.source.kind !== 'base64') return '';
  const png = Buffer.from(input.source.base64, 'base64');
  return `${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}`;
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { ...headers }).end(body);
}
