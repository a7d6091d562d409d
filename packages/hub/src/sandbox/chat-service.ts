import type { ConverseResult } from '@patchbay/connect/converse.ts';
import type { ChatEvent, ChatModel, ChatQuestionInput } from '@patchbay/core/api/chat-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { fail } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { v7 as createId } from 'uuid';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import { readInputWish } from '../datasets/read-input-wish.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { ModelsService } from '../models/models-service.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import { valueOrThrow } from '../models/register-checks.ts';
import type { ModelSessions } from '../runs/engine/model-session.ts';
import { type AskChatOptions, askChat, mayRefuseStream } from './ask-chat.ts';
import { describeEnd, mergePieces } from './chat-events.ts';
import { chatModelOrThrow, describeChatModel } from './chat-model.ts';
import { prepareQuestion } from './chat-question.ts';
import { createEventQueue } from './event-queue.ts';

export type ChatService = ReturnType<typeof createChatService>;

type Asking = Omit<AskChatOptions, 'stream' | 'onPiece' | 'signal' | 'credentials' | 'timeoutMs'>;

/** Asks models in conversations, through the gates that runs go through. Nothing of it is kept. */
export function createChatService(parts: {
  models: ModelsService;
  datasets: DatasetsService;
  sessions: ModelSessions;
  callers: OrganisationCallers;
}) {
  const { models, datasets, sessions, callers } = parts;
  /** Revisions whose server has refused a stream: they are asked for whole answers at once. */
  const withoutStreams = new Set<string>();

  async function prepare(
    organisationId: string,
    modelId: string,
    asked: ChatQuestionInput,
  ): Promise<Asking> {
    const model = await models.getModel(organisationId, modelId);
    const { revision } = model;
    const described = chatModelOrThrow(model);
    const protocol = valueOrThrow(findProtocol(revision.protocol));
    const parameters = checkParameters(revision.parametersSchema, asked.parameters);
    const wish = valueOrThrow(readInputWish(protocol, revision)).images;
    const question = await prepareQuestion(asked, described, wish, datasets);
    return { protocol, revision, question, parameters, caller: await callers.of(organisationId) };
  }

  /** Sends a question, once more where the first was refused for its stream, and tells how it goes. */
  async function ask(
    target: { organisationId: string; modelId: string },
    asking: Asking,
    signal: AbortSignal,
    tell: (event: ChatEvent) => void,
  ): Promise<void> {
    const session = sessions.get(target.organisationId, target.modelId);
    const { id: revisionId } = asking.revision;
    let sentAt = performance.now();
    let firstPieceMs: number | null = null;
    const send = (stream: boolean): Promise<ConverseResult> =>
      session.throughGates({ signal, itemId: createId() }, ({ limits, credentials }) => {
        sentAt = performance.now();
        tell({ type: 'sent' });
        return askChat({
          ...asking,
          stream,
          credentials,
          signal,
          timeoutMs: limits.timeoutMs,
          onPiece(piece) {
            firstPieceMs ??= performance.now() - sentAt;
            tell({ type: 'piece', ...piece });
          },
        });
      });
    const canStream = asking.protocol.chat !== undefined;
    let isStreamRefused = withoutStreams.has(revisionId);
    let result = await send(canStream && !isStreamRefused);
    if (canStream && !isStreamRefused && mayRefuseStream(result)) {
      result = await send(false);
      isStreamRefused = result.outcome.ok;
      if (isStreamRefused) withoutStreams.add(revisionId);
    }
    const latencyMs = performance.now() - sentAt;
    tell(describeEnd(result, { firstPieceMs, latencyMs }, isStreamRefused));
  }

  return {
    /** The models that can be talked to, by name. A page of them may be shorter than was asked for. */
    async listModels(
      organisationId: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<ChatModel>> {
      const { items, nextCursor } = await models.list(organisationId, query);
      const found = items.map(describeChatModel).filter((model) => model !== null);
      return { items: found, nextCursor };
    },

    /**
     * What happens while a model answers; ends when the signal does, which then also ends the call.
     * @throws PatchbayError before anything happens: INPUT_NOT_FOUND, INPUT_MODEL_DISABLED,
     *   INPUT_DATA_ROW_UNSUPPORTED, INPUT_PARAMETERS_INVALID, INPUT_FILE_UNREADABLE
     */
    async answer(
      organisationId: string,
      modelId: string,
      asked: ChatQuestionInput,
      signal: AbortSignal,
    ): Promise<AsyncGenerator<ChatEvent, void>> {
      const asking = await prepare(organisationId, modelId, asked);
      return follow((tell, ended) => ask({ organisationId, modelId }, asking, ended, tell), signal);
    },
  };
}

/** Does some work and gives its events as they come; it is ended when nobody takes them any more. */
async function* follow(
  work: (tell: (event: ChatEvent) => void, ended: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void> {
  const queue = createEventQueue<ChatEvent>(mergePieces);
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  ended.addEventListener('abort', () => queue.end(), { once: true });
  work(queue.put, ended).then(
    () => queue.end(),
    (error: unknown) => {
      if (ended.aborted) return;
      if (!(error instanceof PatchbayError)) return queue.end(error);
      const outcome = fail(error.toProblem());
      const unsent = { outcome, retryAfterMs: null, exchange: null, isStreamed: false };
      queue.put(describeEnd(unsent, { firstPieceMs: null, latencyMs: 0 }, false));
      queue.end();
    },
  );
  try {
    yield* queue.take();
  } finally {
    left.abort();
  }
}
