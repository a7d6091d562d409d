import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { checkShape } from '../json/check-shape.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { samplingSchema } from './sampling-schema.ts';

/** What is sent beside the messages, and the system prompt. */
export interface Sampling {
  readonly systemPrompt: string | undefined;
  readonly fields: { readonly [field: string]: Json };
}

/**
 * Puts the parameters of a run before what the connection says. INPUT_PARAMETERS_INVALID for a parameter
 * that neither the contract nor the connection knows, so that none is lost or sent by mistake.
 */
export function readSampling(
  parameters: { readonly [name: string]: Json },
  connection: OpenAiChatConnection,
): Outcome<Sampling> {
  const extra = connection.extraBody ?? {};
  const known = { ...samplingSchema.shape, ...extra };
  const unknown = Object.keys(parameters).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    const message = `"${unknown}" is no parameter of a chat. A server that takes it is sent it, and a run may set it, where "Other fields of the request" (extraBody) of the connection has it.`;
    return fail({ code: 'INPUT_PARAMETERS_INVALID', message, details: { pointer: `/${unknown}` } });
  }
  return andThen(checkShape(samplingSchema, parameters, [], 'INPUT_PARAMETERS_INVALID'), () =>
    succeed(mergeSampling({ ...extra, ...parameters }, connection)),
  );
}

function mergeSampling(
  set: { readonly [name: string]: Json },
  { systemPrompt, temperature, maxTokens, maxTokensField, api }: OpenAiChatConnection,
): Sampling {
  const { system_prompt: prompt, max_tokens: limit = maxTokens, stop, ...others } = set;
  const limitField = api === 'chat' ? maxTokensField : 'max_tokens';
  return {
    systemPrompt: typeof prompt === 'string' ? prompt : systemPrompt,
    fields: {
      ...(temperature !== undefined && { temperature }),
      ...(limit !== undefined && { [limitField]: limit }),
      // TGI takes a list alone; everyone takes a list.
      ...(stop !== undefined && { stop: [stop].flat() }),
      ...others,
    },
  };
}
