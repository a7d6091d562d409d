import type { OwnApi } from '../http/own-api.ts';
import type { ChatService } from './chat-service.ts';

/** `contract.chat`. */
export function createChatRoutes(api: OwnApi, chat: ChatService) {
  return {
    models: api.chat.models.handler(({ input, context }) =>
      chat.listModels(context.principal.organisationId, input),
    ),
    answer: api.chat.answer.handler(async ({ input: { id, ...asked }, context, signal }) => {
      const whileWatched = signal ?? new AbortController().signal;
      const { organisationId } = context.principal;
      // What cannot be asked is refused before the stream begins.
      const events = await chat.answer(organisationId, id, asked, whileWatched);
      context.openStream();
      return events;
    }),
  };
}
