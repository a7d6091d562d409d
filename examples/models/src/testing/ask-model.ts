import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Model } from '@patchbay/model-kit/model.ts';
import type { HttpRequest } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';

/** What is asked of a model server, and under which protocol. */
export interface Question {
  readonly protocol: string;
  readonly connection: { readonly [field: string]: Json };
  readonly row: { type: 'text'; text: string } | { type: 'image'; bytes: Buffer; size: ImageSize };
  readonly parameters?: { readonly [name: string]: Json };
  readonly headers?: Record<string, string>;
}

/** Asks a model server over HTTP as the hub does, and reads its annotations without any leniency. */
export async function askModel(model: Model, question: Question) {
  const protocol = unwrap(findProtocol(question.protocol));
  const context = {
    connection: protocol.connectionSchema.parse(question.connection),
    ontology: model.ontology,
    parameters: question.parameters ?? {},
  };
  const { row } = question;
  const request = unwrap(protocol.encodeRequest(toInput(row), context));
  const response = await send(request, question.headers);
  const answered: AnsweredRow = row.type === 'text' ? row : { type: 'image', size: row.size };
  const answer = protocol.decodeResponse(response, answered, context);
  if (answer.ok && answer.warnings.length > 0) throw new Error(JSON.stringify(answer.warnings));
  return unwrap(answer).annotations;
}

/** Sends a request of a protocol. */
export async function send(request: HttpRequest, headers: Record<string, string> = {}) {
  const response = await fetch(request.url, {
    method: request.method,
    headers: { 'content-type': 'application/json', ...request.headers, ...headers },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function toInput(row: Question['row']): ModelInput {
  if (row.type === 'text') return row;
  const base64 = row.bytes.toString('base64');
  return { type: 'image', source: { kind: 'base64', base64, mediaType: 'image/png' } };
}

function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}
