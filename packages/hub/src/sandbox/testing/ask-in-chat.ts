import type { ChatEvent } from '@patchbay/core/api/chat-routes.ts';
import type { TestHub } from '../../testing/test-hub.ts';

/** A turn of the user with these words. */
export const says = (text: string) => ({ role: 'user', parts: [{ type: 'text', text }] });

/** The events of an answer as they come; `onEvent` hears each of them. */
export async function askInChat(
  hub: TestHub,
  modelId: string,
  question: object,
  onEvent: (event: ChatEvent) => void = () => {},
): Promise<ChatEvent[]> {
  const answer = await hub.app.inject({
    method: 'POST',
    url: `/api/v1/sandbox/models/${modelId}/answers`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
    payload: question,
    payloadAsStream: true,
  });
  const events: ChatEvent[] = [];
  let rest = '';
  for await (const piece of answer.stream()) {
    const blocks = (rest + String(piece)).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (\{.+)$/m.exec(block)?.[1];
      if (data === undefined) continue;
      const event: ChatEvent = JSON.parse(data);
      events.push(event);
      onEvent(event);
    }
  }
  return events;
}
