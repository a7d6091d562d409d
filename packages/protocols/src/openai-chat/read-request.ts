import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { PredictionRequest } from '../prediction-protocol.ts';
import { joinParts } from './content-parts.ts';
import { removeInstructions } from './instructions.ts';
import { readInput } from './read-input.ts';
import { type ChatRequest, chatRequestSchema, type Message } from './wire.ts';

/** Fields of a request that are about the conversation or the client, and no parameters of a model. */
const notParameters = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'response_format',
  'n',
  'user',
  'store',
  'metadata',
  'service_tier',
  'max_completion_tokens',
]);

/** Fields that ask for what a server of labels does not do. */
const unserved = ['tools', 'tool_choice', 'functions', 'function_call', 'logprobs', 'audio'];

/**
 * Reads a request on the side of the model server: what the system is told becomes the parameter
 * `system_prompt`, the other messages are the data row, and every further field is a parameter.
 */
export function decodeRequest(body: string): Outcome<PredictionRequest> {
  return andThen(readRequestJson(body), (json) =>
    andThen(checkShape(chatRequestSchema, json, [], 'INPUT_INVALID'), (request) => {
      if ((request.n ?? 1) !== 1) {
        const message = `At /n ${request.n} answers are asked for; this server gives one.`;
        return fail({ code: 'INPUT_INVALID', message });
      }
      const firstTurn = request.messages.findIndex((message) => !isForSystem(message));
      const before = firstTurn === -1 ? request.messages : request.messages.slice(0, firstTurn);
      const turns = request.messages.slice(before.length);
      return andThen(readInput(turns, before.length), (input) =>
        succeed(
          {
            input,
            parameters: readParameters(request, before),
            ...(request.stream && {
              stream: { includeUsage: request.stream_options?.include_usage === true },
            }),
          },
          describeUnserved(request),
        ),
      );
    }),
  );
}

function isForSystem({ role }: Message): boolean {
  return role === 'system' || role === 'developer';
}

function readParameters(
  request: ChatRequest,
  before: readonly Message[],
): { [name: string]: Json } {
  const told = before.map(({ content }) => joinParts(content) ?? '').join('\n\n');
  const systemPrompt = removeInstructions(told);
  const limit = request.max_completion_tokens ?? request.max_tokens;
  const { stop } = request;
  const others = Object.entries(request).filter(
    ([field, value]) => value !== null && !notParameters.has(field) && !unserved.includes(field),
  );
  return {
    ...Object.fromEntries(others),
    ...(systemPrompt !== '' && { system_prompt: systemPrompt }),
    ...(limit !== undefined && limit !== null && { max_tokens: limit }),
    ...(stop !== undefined && stop !== null && { stop: [stop].flat() }),
  };
}

function describeUnserved(request: ChatRequest) {
  const asked = unserved.filter((field) => request[field] !== undefined && request[field] !== null);
  return asked.map((field) => ({
    code: 'FIELD_IGNORED' as const,
    message: `"${field}" asks for what this server does not do; it was left out.`,
    pointer: `/${field}`,
  }));
}
