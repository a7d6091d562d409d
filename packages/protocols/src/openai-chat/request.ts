import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import type { HttpRequest } from '../http-message.ts';
import type { ModelInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import { listAsked } from './asked.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { resolveUrl } from './endpoint.ts';
import { isPlainText, writeInstructions } from './instructions.ts';
import { writeMessages } from './messages.ts';
import { writeResponseFormat } from './response-format.ts';
import { readSampling } from './sampling.ts';

type Context = ProtocolContext<OpenAiChatConnection>;

/**
 * Writes the request for one data row: what the system is told with the instructions that the ontology
 * needs, then the row, then what the connection and the run set. Never asks for a stream.
 */
export function encodeRequest(input: ModelInput, context: Context): Outcome<HttpRequest> {
  const { connection, ontology, parameters } = context;
  if (!isPlainText(ontology) && listAsked(ontology, input.type).length === 0) {
    const kinds = [...new Set(listFeatures(ontology).map(({ kind }) => kind))].join(', ');
    const message = `A chat model cannot be asked for ${kinds} about a row of type ${input.type}: it answers questions, and quotes entities from texts and pages.`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  return andThen(readSampling(parameters, connection), ({ systemPrompt, fields }) => {
    const system = [systemPrompt, writeInstructions(ontology, input.type)]
      .filter(Boolean)
      .join('\n\n');
    const asked =
      connection.api === 'chat'
        ? askInMessages(input, system, context)
        : askInPrompt(input, system);
    return andThen(asked, (question) =>
      succeed({
        method: 'POST',
        url: resolveUrl(connection),
        body: { model: connection.model, ...question, ...fields },
      }),
    );
  });
}

function askInMessages(
  input: ModelInput,
  system: string,
  { connection, ontology }: Context,
): Outcome<{ [field: string]: Json }> {
  const format = writeResponseFormat(ontology, input.type, connection.responseFormat);
  return andThen(writeMessages(input, system, connection), (messages) =>
    succeed({ messages, ...(format !== null && { response_format: format }) }),
  );
}

/** The legacy contract has one string: what the system is told, an empty line, the text. */
function askInPrompt(input: ModelInput, system: string): Outcome<{ [field: string]: Json }> {
  if (input.type !== 'text' && input.type !== 'html') {
    const message = `The legacy completions take texts; a row of type ${input.type} cannot be sent. Set the API of the connection to "chat".`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  const text = input.type === 'text' ? input.text : input.html;
  return succeed({ prompt: system === '' ? text : `${system}\n\n${text}` });
}
