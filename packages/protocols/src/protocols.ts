import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { foundryProtocol } from './foundry/protocol.ts';
import { openAiChatProtocol } from './openai-chat/protocol.ts';
import type { PredictionProtocol } from './prediction-protocol.ts';
import { v7Protocol } from './v7/protocol.ts';

/** Every contract that models can speak. A new one is added here. */
export const protocols: readonly PredictionProtocol[] = [
  foundryProtocol,
  v7Protocol,
  openAiChatProtocol,
];

/** The protocol of an id; INPUT_PROTOCOL_UNKNOWN, with the ids that there are, where it has none. */
export function findProtocol(id: string): Outcome<PredictionProtocol> {
  const protocol = protocols.find((candidate) => candidate.id === id);
  if (protocol) return succeed(protocol);
  const known = protocols.map((candidate) => candidate.id).join(', ');
  const message = `There is no protocol "${id}". The known ones are ${known}.`;
  return fail({ code: 'INPUT_PROTOCOL_UNKNOWN', message, details: { id } });
}
