import * as z from 'zod';
import { chatMessagesSchema } from './chat-messages.ts';
import {
  labelboxConversationType,
  labelboxMessagesSchema,
  labelboxVersionSchema,
} from './labelbox-conversation.ts';
import type { WrittenTurn } from './written-conversation.ts';

const chatSchema = z.object({
  messages: chatMessagesSchema,
  type: z.undefined(`must be left out, or be "${labelboxConversationType}"`).optional(),
});
const labelboxSchema = z.object({
  messages: labelboxMessagesSchema,
  type: z.literal(labelboxConversationType),
  version: labelboxVersionSchema,
});

/** Whether a record is meant to hold a conversation, in whichever format. */
export function isConversation(record: object): boolean {
  return 'messages' in record;
}

/** The turns of a conversation and the keys of its record that were read, or what is wrong with them. */
export type ReadConversation =
  | { readonly ok: true; readonly turns: readonly WrittenTurn[]; readonly keys: readonly string[] }
  | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[] };

/**
 * Reads the conversation of a record, in the format that its `type` names or else as chat messages.
 * What the other keys of the record say is not of the conversation.
 */
export function readConversation(record: object): ReadConversation {
  const isTyped = 'type' in record && record.type === labelboxConversationType;
  const schema = isTyped ? labelboxSchema : chatSchema;
  const parsed = isTyped ? labelboxSchema.safeParse(record) : chatSchema.safeParse(record);
  if (!parsed.success) return { ok: false, issues: parsed.error.issues };
  return { ok: true, turns: parsed.data.messages, keys: Object.keys(schema.shape) };
}
