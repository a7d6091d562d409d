import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpRequest } from '../http-message.ts';
import type { ModelInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import type { FoundryConnection } from './connection.ts';
import { toWireOntology } from './ontology.ts';
import { writePrompt } from './prompt.ts';

/**
 * Writes the request for one data row: the prompt as the vendor shows it and, unless the connection asks
 * for that alone, where in it the row stands, the ontology and the parameters.
 */
export function encodeRequest(
  input: ModelInput,
  { connection, ontology, parameters }: ProtocolContext<FoundryConnection>,
): Outcome<HttpRequest> {
  if (connection.strictSampleShape && input.type === 'image' && input.region) {
    const message = 'The sample shape has no place for a marked region of an image.';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  return andThen(writePrompt(input, parameters), ({ messages, dataRow }) => {
    const body: Json = connection.strictSampleShape
      ? { prompt: messages }
      : {
          prompt: messages,
          data_row: dataRow,
          ontology: toWireOntology(ontology),
          inference_params: withMaximumTokens(parameters, connection.maxTokens),
        };
    return succeed({ method: 'POST', url: connection.url, body });
  });
}

function withMaximumTokens(
  parameters: { readonly [name: string]: Json },
  maxTokens: number | undefined,
): { [name: string]: Json } {
  const isSet = maxTokens === undefined || Object.hasOwn(parameters, 'max_tokens');
  return isSet ? { ...parameters } : { ...parameters, max_tokens: maxTokens };
}
