import * as z from 'zod';
import type { TurnRole } from '../data-row/conversation.ts';

/** A piece of a conversation, or an attachment, as an import writes it: an image by an address or a data URL. */
export type WrittenPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly url: string };

/** A turn as an import writes it. */
export interface WrittenTurn {
  readonly role: TurnRole;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly parts: readonly WrittenPart[];
}

/** More than any model takes in one call. */
export const mostTurns = 2000;

/** The messages of a conversation, of which there must be one. */
export function messageList<Message extends z.ZodType>(message: Message) {
  return z
    .array(message, { error: 'must be a list of messages, the oldest first' })
    .min(1, 'has no message; a conversation needs at least one')
    .max(mostTurns, `has more than ${mostTurns} messages`);
}

/** Words for a value that is no object; a key that nobody knows is named by the schema itself. */
export function wrongType(message: string) {
  return (issue: { readonly code: string }) =>
    issue.code === 'invalid_type' ? message : undefined;
}
