import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpRequest } from '../http-message.ts';
import type { ModelInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import type { FoundryConnection } from './connection.ts';
import { toWireOntology } from './ontology.ts';

/**
 * Writes the request for one data row. The parameter `system_prompt` becomes the system message; the
 * parameter `prompt`, then the row's text or image, are the parts of one user message.
 */
export function encodeRequest(
  input: ModelInput,
  context: ProtocolContext<FoundryConnection>,
): Outcome<HttpRequest> {
  const { connection, parameters } = context;
  const rowPart = encodeRow(input);
  if (!rowPart.ok) return rowPart;
  const prompt: Json[] = [];
  if (isWords(parameters.system_prompt)) {
    prompt.push({ role: 'system', parts: [{ text: parameters.system_prompt }] });
  }
  const promptParts = isWords(parameters.prompt) ? [{ text: parameters.prompt }] : [];
  prompt.push({ role: 'user', parts: [...promptParts, rowPart.value] });
  const body: Json = connection.strictSampleShape
    ? { prompt }
    : {
        prompt,
        ontology: toWireOntology(context.ontology),
        inference_params: withMaximumTokens(parameters, connection.maxTokens),
      };
  return succeed({ method: 'POST', url: connection.url, body });
}

function encodeRow(input: ModelInput): Outcome<{ [kind: string]: string }> {
  if (input.type === 'text') return succeed({ text: input.text });
  if (input.type !== 'image') {
    const message = `A row of type ${input.type} cannot be sent yet.`;
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  if (input.source.kind === 'base64') return succeed({ image: input.source.base64 });
  const message = 'A Foundry request carries an image as base64; an address cannot be sent.';
  return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
}

function withMaximumTokens(
  parameters: { readonly [name: string]: Json },
  maxTokens: number | undefined,
): { [name: string]: Json } {
  const isSet = maxTokens === undefined || Object.hasOwn(parameters, 'max_tokens');
  return isSet ? { ...parameters } : { ...parameters, max_tokens: maxTokens };
}

function isWords(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
