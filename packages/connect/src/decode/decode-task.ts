import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import type {
  ModelAnswer,
  PredictionProtocol,
  ProtocolContext,
} from '@patchbay/protocols/prediction-protocol.ts';

/** An answer of an endpoint with what it is measured against: plain data, fit to be sent to a thread. */
export type DecodeTask = AnswerTask | ClassesTask;

export interface AnswerTask {
  readonly kind: 'answer';
  readonly response: HttpResponse;
  readonly row: AnsweredRow;
  readonly context: ProtocolContext<{ url: string }>;
}

export interface ClassesTask {
  readonly kind: 'classes';
  readonly response: HttpResponse;
}

/** What a task gives. */
export type Decoded = ModelAnswer | Ontology;

/** What is said to a thread. It says one thing back to each. */
export type ToThread =
  | { readonly kind: 'decode'; readonly protocolId: string; readonly task: DecodeTask }
  /** Asks for the next annotations of the answer that was decoded. */
  | { readonly kind: 'next' };

/** What a thread says. */
export type FromThread =
  /** How decoding ended; the annotations of an answer are missing and are asked for. */
  | { readonly kind: 'outcome'; readonly outcome: Outcome<Decoded> }
  /** A list of annotations as JSON; null where there are no more. */
  | { readonly kind: 'piece'; readonly json: string | null }
  /** The protocol threw: a fault of ours. */
  | { readonly kind: 'thrown'; readonly error: unknown };

/** Decodes with a protocol, on whatever thread this is. */
export function runTask(protocol: PredictionProtocol, task: DecodeTask): Outcome<Decoded> {
  if (task.kind === 'answer') {
    return protocol.decodeResponse(task.response, task.row, task.context);
  }
  if (!protocol.discovery) throw new Error(`The protocol "${protocol.id}" has no classes to read.`);
  return protocol.discovery.decodeResponse(task.response);
}
