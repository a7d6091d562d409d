import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow } from '../model-input.ts';
import { findProtocol } from '../protocols.ts';
import { answerWith } from './respond.ts';

/** Decodes an answer with the protocol of an id, over the simplest connection that it allows. */
export function decodeAnswer(
  protocolId: string,
  { body, row, ontology }: { body: Json; row: AnsweredRow; ontology: Ontology },
) {
  const protocol = findProtocol(protocolId);
  if (!protocol.ok) throw new Error(protocol.problem.message);
  const model = protocolId === 'openai-chat' ? { model: 'tgi' } : {};
  const entered = { url: 'https://model.example.com', ...model };
  const connection = protocol.value.connectionSchema.parse(entered);
  const context = { connection, ontology, parameters: {} };
  return protocol.value.decodeResponse(answerWith(body), row, context);
}
