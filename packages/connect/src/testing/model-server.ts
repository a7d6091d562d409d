import type { ServerResponse } from 'node:http';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { startHttpServer, type TestServer } from './test-server.ts';

interface ModelServer {
  readonly protocol: PredictionProtocol;
  readonly ontology: Ontology;
  readonly answer: ModelAnswer;
  readonly row: AnsweredRow;
  /** Changes or replaces what is about to be answered. */
  readonly spoil?: (response: HttpResponse, path: string) => HttpResponse;
  /** Sees each request. */
  readonly onRequest?: (path: string, body: string) => void;
}

/** A server that speaks a contract as the protocol's own server side writes it. */
export function startModelServer(model: ModelServer): Promise<TestServer> {
  const { server } = model.protocol;
  return startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    model.onRequest?.(path, body);
    const isClasses = path === server.classesPath && server.encodeClasses;
    const answer = isClasses ? server.encodeClasses?.(model.ontology) : predict(model, body);
    if (answer) send(response, model.spoil?.(answer, path) ?? answer);
  });
}

function predict({ protocol, answer, row, ontology }: ModelServer, body: string): HttpResponse {
  const decoded = protocol.server.decodeRequest(body);
  return decoded.ok
    ? protocol.server.encodeResponse(answer, row, ontology)
    : protocol.server.encodeFailure(decoded.problem);
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { ...headers }).end(body);
}
