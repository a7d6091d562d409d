import * as z from 'zod';
import { type TurnRole, turnRoles } from '../data-row/conversation.ts';
import { messageList, type WrittenTurn, wrongType } from './written-conversation.ts';

/** What `type` says in a conversation of Labelbox. */
export const labelboxConversationType = 'application/vnd.labelbox.conversational';

const text = z.string('must be a text');

const messageSchema = z.strictObject(
  {
    messageId: text,
    content: text,
    user: z.strictObject(
      { userId: text, name: text },
      { error: wrongType('must be an object with "userId" and "name"') },
    ),
    timestampUsec: z.number('must be a number').optional(),
    align: z.enum(['left', 'right'], 'must be "left" or "right"').optional(),
    /** Which messages people may label; models are given all of them. */
    canLabel: z.boolean('must be true or false').optional(),
  },
  { error: wrongType('must be an object with "messageId", "content" and "user"') },
);
type Message = z.infer<typeof messageSchema>;

/**
 * The messages of Labelbox's conversational JSON, version 1. The format knows who speaks and on which
 * side it is drawn, but no roles: a speaker called `system`, `user` or `assistant` has that role; else
 * the right side is the user and the left the assistant; without sides, whoever speaks first is the user.
 */
export const labelboxMessagesSchema = messageList(messageSchema).transform(
  (messages): WrittenTurn[] => {
    const first = messages.find((message) => !roleCalled(message));
    return messages.map((message) => ({
      role: findRole(message, first),
      id: message.messageId,
      name: message.user.name,
      parts: [{ type: 'text', text: message.content }],
    }));
  },
);

export const labelboxVersionSchema = z.literal(1, 'must be 1, the only version that is read');

/** The role by which a speaker is called, where that is one. */
function roleCalled({ user }: Message): TurnRole | undefined {
  return turnRoles.find((role) =>
    [user.userId, user.name].some((name) => name.toLowerCase() === role),
  );
}

function findRole(message: Message, first: Message | undefined): TurnRole {
  const { user, align } = message;
  const called = roleCalled(message);
  if (called) return called;
  if (align) return align === 'right' ? 'user' : 'assistant';
  return user.userId === first?.user.userId ? 'user' : 'assistant';
}
