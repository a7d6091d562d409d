import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';

/**
 * How far a call came: it was answered; nothing came back; nothing was sent, since the request could not
 * be made; or it is not known any more, since its exchange was removed.
 */
export const callReaches = ['answered', 'unanswered', 'not sent', 'removed'] as const;

const callEventSchema = z.object({
  kind: z.literal('call'),
  attempt: z.int().positive(),
  /** Index of the frame that was sent, where a video is sent frame by frame. */
  frame: z.int().nonnegative().nullable(),
  /** The exchange with what was sent and answered; null where there is none, or none any more. */
  exchangeId: z.uuid().nullable(),
  reach: z.enum(callReaches),
  startedAt: z.iso.datetime().nullable(),
  latencyMs: z.number().nonnegative().nullable(),
  /** From the end of the call before until this one began; null where either is not known. */
  waitedMs: z.number().nonnegative().nullable(),
  status: z.int().nullable(),
  problem: problemSchema.nullable(),
});

/** One thing that happened to an item. What has no time of its own has null there. */
export const itemEventSchema = z.discriminatedUnion('kind', [
  callEventSchema,
  /** Its worker died while the item was under way, so often. */
  z.object({ kind: z.literal('crash'), count: z.int().positive() }),
  /** The result of an equal item was used again; the model was not asked. */
  z.object({
    kind: z.literal('reused'),
    fromItemId: z.uuid(),
    /** The run of that item; null where the item is not there any more. */
    fromRunId: z.uuid().nullable(),
    at: z.iso.datetime(),
  }),
  /** Its stored answer was read anew. */
  z.object({
    kind: z.literal('decoded again'),
    at: z.iso.datetime(),
    /** As which revision. */
    revision: z.int().positive(),
  }),
  /** It ended; what was read leniently is counted. */
  z.object({
    kind: z.literal('ended'),
    state: z.enum(['succeeded', 'failed', 'cancelled', 'ignored']),
    at: z.iso.datetime().nullable(),
    warnings: z.int().nonnegative().nullable(),
    code: z.string().nullable(),
  }),
]);
export type ItemEvent = z.infer<typeof itemEventSchema>;
export type CallEvent = z.infer<typeof callEventSchema>;
