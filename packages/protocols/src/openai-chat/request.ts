import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpRequest } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import type { ModelInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import { chatUrl } from './chat-url.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { writeInstructions } from './instructions.ts';
import { samplingSchema } from './wire.ts';

/**
 * Writes the request for one text: the system prompt with the instructions that the ontology needs,
 * then the text as the message of the user. Never asks for a stream.
 */
export function encodeRequest(
  input: ModelInput,
  { connection, ontology, parameters }: ProtocolContext<OpenAiChatConnection>,
): Outcome<HttpRequest> {
  if (input.type !== 'text') {
    const message = 'A chat model takes texts; an image cannot be sent to it yet.';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  return andThen(checkShape(samplingSchema, parameters, [], 'INPUT_PARAMETERS_INVALID'), (set) => {
    const { system_prompt: systemPrompt = connection.systemPrompt, ...sampling } = set;
    const system = [systemPrompt, writeInstructions(ontology)].filter(Boolean).join('\n\n');
    const messages: Json[] = system === '' ? [] : [{ role: 'system', content: system }];
    messages.push({ role: 'user', content: input.text });
    return succeed({
      method: 'POST',
      url: chatUrl(connection),
      body: { model: connection.model, messages, ...defaults(connection), ...sampling },
    });
  });
}

function defaults({ temperature, maxTokens }: OpenAiChatConnection) {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
  };
}
