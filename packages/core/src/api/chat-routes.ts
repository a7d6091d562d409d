import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';
import { tokenUsageSchema } from '../prediction/token-usage.ts';
import { exchangeViewSchema } from './item-routes.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** Characters of one text; the body of a request holds no more than 12 MiB in all. */
const longestText = 1_000_000;

/** A piece of a turn. What an image is, is told by its content; it is given upright and as large as the model takes it. */
const chatPartSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(longestText) }),
  z.strictObject({ type: z.literal('image'), base64: z.base64().min(1) }),
]);
export type ChatPart = z.infer<typeof chatPartSchema>;

/** What a person says in one turn. */
export const chatPartsSchema = z.array(chatPartSchema).min(1).max(32);

export const systemPromptSchema = z.string().max(100_000);

/** What a chat model is asked: the conversation so far, the turn that is to be answered last. */
const chatQuestionSchema = z.strictObject({
  /** What the model is told before all turns; left out: what its connection says. */
  system: systemPromptSchema.optional(),
  turns: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), parts: chatPartsSchema }))
    .min(1)
    .max(200)
    .refine((turns) => turns.at(-1)?.role === 'user', 'the last turn must be one of the user'),
  parameters: z.record(z.string(), z.json()).default({}),
});
export type ChatQuestionInput = z.output<typeof chatQuestionSchema>;

/** A model that can be talked to, and what it takes. */
export const chatModelSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  protocol: z.string(),
  enabled: z.boolean(),
  /** Whether what was said before is part of a question; else each turn stands by itself. */
  takesTurns: z.boolean(),
  takesImages: z.boolean(),
  /** Whether it can be told something before all turns. */
  takesSystem: z.boolean(),
  /** Whether it is asked for its answer piece by piece. */
  streams: z.boolean(),
  /** JSON Schema of what can be set for it; null where nothing can. */
  parametersSchema: z.record(z.string(), z.json()).nullable(),
});
export type ChatModel = z.infer<typeof chatModelSchema>;

const exchangeSchema = exchangeViewSchema.pick({
  startedAt: true,
  latencyMs: true,
  request: true,
  response: true,
});
export type ChatExchange = z.infer<typeof exchangeSchema>;

/** What happens while a model answers, the end last: `answered` or `failed`. */
export const chatEventSchema = z.discriminatedUnion('type', [
  /** The question left: until then it waited for the rate and the concurrency of the model. */
  z.object({ type: z.literal('sent') }),
  /** A part of the answer. */
  z.object({
    type: z.literal('piece'),
    kind: z.enum(['words', 'reasoning', 'refusal']),
    text: z.string(),
  }),
  z.object({
    type: z.literal('answered'),
    /** The whole answer, in place of its pieces. */
    text: z.string(),
    reasoning: z.string().nullable(),
    /** Why it stopped, as its server spells it; null where it does not say. */
    finishReason: z.string().nullable(),
    /** Whether a limit of tokens stopped it. */
    isCut: z.boolean(),
    usage: tokenUsageSchema.nullable(),
    reportedVersion: z.string().nullable(),
    warnings: z.array(warningSchema),
    /** How it came: as a stream; whole, as such models answer; whole, though a stream was asked for. */
    delivery: z.enum(['streamed', 'whole', 'stream-refused']),
    /** From the question to the first piece, and to the end of the answer. */
    firstPieceMs: z.number().nonnegative().nullable(),
    latencyMs: z.number().nonnegative(),
    exchange: exchangeSchema.nullable(),
  }),
  z.object({
    type: z.literal('failed'),
    problem: problemSchema,
    /** How long the endpoint asks to wait, in milliseconds; null where it does not. */
    retryAfterMs: z.number().nullable(),
    latencyMs: z.number().nonnegative(),
    exchange: exchangeSchema.nullable(),
  }),
]);
export type ChatEvent = z.infer<typeof chatEventSchema>;

const tags = ['sandbox'];

export const chatRoutes = {
  models: defineRoute('models:use', {
    method: 'GET',
    path: '/sandbox/models',
    summary:
      'List the models that can be talked to, by name; a page may have fewer than were asked for',
    tags,
  })
    .input(z.strictObject(pageQuery))
    .output(pageOf(chatModelSchema)),
  answer: defineRoute('models:use', {
    method: 'POST',
    path: '/sandbox/models/{id}/answers',
    summary: 'Ask a model in a conversation: server-sent events while it answers. Nothing is kept',
    tags,
  })
    .input(chatQuestionSchema.extend(idInput.shape))
    .output(eventIterator(chatEventSchema)),
};
