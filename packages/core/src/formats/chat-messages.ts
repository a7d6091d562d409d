import * as z from 'zod';
import type { TurnRole } from '../data-row/conversation.ts';
import {
  messageList,
  type WrittenPart,
  type WrittenTurn,
  wrongType,
} from './written-conversation.ts';

const roles: { readonly [name: string]: TurnRole } = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
};

const partSchema = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('text'), text: z.string('must be a text') }),
      z.strictObject({
        type: z.literal('image_url'),
        image_url: z.strictObject(
          { url: z.string('must be an address or a data URL'), detail: z.string().optional() },
          { error: wrongType('must be an object like {"url": "https://…"}') },
        ),
      }),
    ],
    { error: 'must be an object whose type is "text" or "image_url"' },
  )
  .transform(
    (part): WrittenPart =>
      part.type === 'text' ? part : { type: 'image', url: part.image_url.url },
  );

const contentSchema = z.preprocess(
  (content) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content),
  z
    .array(partSchema, {
      error: 'must be a text, or a list of parts like {"type": "text", "text": "…"}',
    })
    .min(1, 'has no part; write at least one'),
);

const messageSchema = z
  .strictObject(
    {
      role: z.enum(Object.keys(roles), {
        error:
          'must be "system", "developer", "user" or "assistant"; calls of tools cannot be imported',
      }),
      content: contentSchema,
      name: z.string('must be a text').optional(),
    },
    { error: wrongType('must be an object with "role" and "content"') },
  )
  .transform(
    ({ role, content, name }): WrittenTurn => ({
      role: roles[role] ?? 'user',
      ...(name !== undefined && { name }),
      parts: content,
    }),
  );

/**
 * The messages of a chat completion request of OpenAI, which is also how fine-tuning files write
 * conversations: `[{"role": "user", "content": "…"}]`. Written to the published API reference.
 */
export const chatMessagesSchema = messageList(messageSchema);
