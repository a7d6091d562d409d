import { useEffect, useState, useSyncExternalStore } from 'react';
import { client } from '../../api/client.ts';
import type { ChatTurn } from './chat-state.ts';
import { type AskModel, createConversation } from './conversation.ts';

const askModel: AskModel = ({ modelId: id, parameters, system }, turns, signal) =>
  client.chat.answer(
    { id, parameters, turns, ...(system !== undefined && { system }) },
    { signal },
  );

/** A conversation that lives as long as the page; who leaves it ends what is under way. */
export function useConversation(begin: readonly ChatTurn[]) {
  const [conversation] = useState(() => createConversation(askModel, begin));
  const state = useSyncExternalStore(conversation.subscribe, conversation.read);
  useEffect(() => () => conversation.stop(), [conversation]);
  return { conversation, ...state };
}
