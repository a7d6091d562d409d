import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ChatAnswer, ChatProtocol, ChatQuestion, ChatReader } from '../chat-protocol.ts';
import type { HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { readModelJson } from '../json/model-json.ts';
import type { ContentPart } from '../model-input.ts';
import { readChoice } from './choice-words.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { joinParts } from './content-parts.ts';
import { resolveUrl } from './endpoint.ts';
import { readFinishReason } from './finish-reason.ts';
import { writeMessages } from './messages.ts';
import { createChatStreamReader } from './read-stream.ts';
import { removeReasoning } from './reasoning.ts';
import { findReportedProblem } from './reported-problem.ts';
import { readSampling } from './sampling.ts';
import { readUsage } from './usage.ts';
import { type Choice, chatResponseSchema } from './wire.ts';

/** Chat completions as what they are: a conversation, whatever ontology the model is given in a run. */
export const openAiChat: ChatProtocol<OpenAiChatConnection> = {
  listAbilities: ({ api }) => ({
    takesTurns: api === 'chat',
    takesImages: api === 'chat',
    takesSystem: true,
  }),
  encodeQuestion(question, { connection, parameters }, stream) {
    const set = {
      ...parameters,
      ...(question.system !== null && { system_prompt: question.system }),
    };
    return andThen(readSampling(set, connection), ({ systemPrompt = '', fields }) =>
      andThen(askFor(question, systemPrompt, connection), (asked) =>
        succeed({
          method: 'POST',
          url: resolveUrl(connection),
          body: {
            model: connection.model,
            ...asked,
            ...fields,
            ...(stream && { stream: true, stream_options: { include_usage: true } }),
          },
        }),
      ),
    );
  },
  decodeAnswer: (response: HttpResponse) =>
    andThen(readModelJson(response, { allowComments: true }), readAnswer),
  createReader,
};

function askFor(
  { turns }: ChatQuestion,
  system: string,
  connection: OpenAiChatConnection,
): Outcome<{ [field: string]: Json }> {
  if (connection.api === 'completions') return writePrompt(turns.at(-1)?.parts ?? [], system);
  const messages = writeMessages({ type: 'conversational', turns }, system, connection);
  return andThen(messages, (written) => succeed({ messages: written }));
}

/** The legacy contract has one string: what the system is told, an empty line, the last turn. */
function writePrompt(parts: readonly ContentPart[], system: string) {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  if (texts.length < parts.length) {
    const message =
      'The legacy completions take texts alone. Leave the image out, or set the API of the connection to "chat".';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  return succeed({ prompt: [system, ...texts].filter(Boolean).join('\n\n') });
}

function createReader(): ChatReader {
  const reader = createChatStreamReader();
  return { push: reader.push, end: () => andThen(reader.end(), readAnswer) };
}

function readAnswer(body: Json): Outcome<ChatAnswer> {
  const reported = findReportedProblem(body);
  if (reported !== null) return fail(reported);
  return andThen(checkShape(chatResponseSchema, body), ({ choices: [choice], model, usage }) =>
    andThen(readUsage(usage), (counted) =>
      andThen(readWords(choice ?? {}), (text) =>
        succeed({
          text,
          reasoning: choice?.message?.reasoning_content || choice?.message?.reasoning || null,
          finishReason: choice?.finish_reason || null,
          isCut: readFinishReason(choice?.finish_reason) === 'length',
          usage: counted ?? null,
          reportedVersion: model || null,
        }),
      ),
    ),
  );
}

/** The words of a choice. That a limit cut them off is no reason to keep them from who is talking. */
function readWords(choice: Choice): Outcome<string> {
  if (readFinishReason(choice.finish_reason) === 'length') {
    return succeed(joinParts(choice.message ? choice.message.content : choice.text) ?? '');
  }
  const path = ['choices', 0, ...(choice.message ? ['message', 'content'] : ['text'])];
  return andThen(readChoice(choice, path), (text) => removeReasoning(text, `/${path.join('/')}`));
}
