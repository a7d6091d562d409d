import { type ConverseOptions, type ConverseResult, converse } from '@patchbay/connect/converse.ts';
import { type PredictOptions, predict } from '@patchbay/connect/predict.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { ChatAnswer, ChatProtocol, ChatQuestion } from '@patchbay/protocols/chat-protocol.ts';
import type { ModelInput, Turn } from '@patchbay/protocols/model-input.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { hasSystemPrompt } from './chat-model.ts';

/** The longest that a stream may take, in milliseconds, where a model is not given longer for each call. */
const longestStreamMs = 600_000;

/** What a call of a model in a conversation needs. */
export interface AskChatOptions
  extends Pick<
    ConverseOptions,
    'question' | 'parameters' | 'credentials' | 'caller' | 'stream' | 'signal' | 'onPiece'
  > {
  readonly protocol: PredictionProtocol;
  readonly revision: ModelView['revision'];
  /** The time limit of a call of the model. */
  readonly timeoutMs: number;
}

/** Asks once: in a conversation where the contract has them, else as in a run. */
export async function askChat(options: AskChatOptions): Promise<ConverseResult> {
  const { protocol, revision, timeoutMs } = options;
  if (!speaksInTurns(protocol)) return await askInRow(options);
  return await converse({
    ...options,
    protocol,
    configuration: revision,
    idleMs: timeoutMs,
    totalMs: Math.max(longestStreamMs, timeoutMs),
  });
}

function speaksInTurns(
  protocol: PredictionProtocol,
): protocol is PredictionProtocol & { readonly chat: ChatProtocol } {
  return protocol.chat !== undefined;
}

/** Answers of a server that does not know what a stream is, or does not want to give one. */
const refusals: ReadonlySet<number> = new Set([400, 404, 405, 406, 415, 422, 501]);

/** Whether a call may have failed only because it asked for a stream. */
export function mayRefuseStream({ outcome, exchange }: ConverseResult): boolean {
  return !outcome.ok && exchange?.response != null && refusals.has(exchange.response.status);
}

/** Gives the conversation, or its last turn, to a model that knows data rows. */
async function askInRow(options: AskChatOptions): Promise<ConverseResult> {
  const { revision, question, parameters, onPiece } = options;
  const input = toRow(revision, question);
  const system = question.system !== null && hasSystemPrompt(revision) ? question.system : null;
  const asked: PredictOptions = {
    ...options,
    configuration: revision,
    parameters: system === null ? parameters : { ...parameters, system_prompt: system },
    input,
    row: input.type === 'text' ? input : { type: 'conversational' },
  };
  const { outcome, retryAfterMs, exchange } = await predict(asked);
  const answer = andThen(outcome, readWords);
  if (answer.ok) onPiece({ kind: 'words', text: answer.value.text });
  return { outcome: answer, retryAfterMs, exchange, isStreamed: false };
}

function toRow(
  revision: ModelView['revision'],
  { system, turns }: ChatQuestion,
): ModelInput & { type: 'text' | 'conversational' } {
  if (!revision.dataRowTypes.includes('conversational')) {
    const parts = turns.at(-1)?.parts ?? [];
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    return { type: 'text', text: texts.join('\n\n') };
  }
  const isTold = system !== null && !hasSystemPrompt(revision);
  const told: Turn[] = isTold ? [{ role: 'system', parts: [{ type: 'text', text: system }] }] : [];
  return { type: 'conversational', turns: [...told, ...turns] };
}

function readWords({ annotations, usage, reportedVersion }: ModelAnswer): Outcome<ChatAnswer> {
  const texts = annotations.flatMap((it) => (it.kind === 'free_text' ? [it.text] : []));
  if (texts.length === 0) {
    return fail({ code: 'MODEL_RESPONSE_INVALID', message: 'The answer has no words in it.' });
  }
  return succeed({
    text: texts.join('\n\n'),
    reasoning: null,
    finishReason: null,
    isCut: false,
    usage: usage ?? null,
    reportedVersion: reportedVersion ?? null,
  });
}
