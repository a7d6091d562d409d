import * as z from 'zod';
import { dataRowTypeSchema, imageSizeSchema } from '../data-row/data-row.ts';
import { sentImageSchema } from '../data-row/sent-image.ts';
import { problemSchema } from '../error/problem.ts';
import { boxSchema } from '../geometry/box.ts';
import { exchangeViewSchema, predictionViewSchema } from './item-routes.ts';
import { idInput } from './page.ts';
import { defineRoute } from './route.ts';

/** A part of an image, in pixels of the image as displayed. */
const regionSchema = z.strictObject({
  ...boxSchema.shape,
  width: z.number().positive(),
  height: z.number().positive(),
});

/** What may be said with every question. */
export const askOptionsSchema = z.strictObject({
  /** The part of the image that is meant, where the contract has a place for it. Left out: the whole. */
  region: regionSchema.optional(),
  parameters: z.record(z.string(), z.json()).default({}),
});

const longestText = 1_000_000;

/** What is asked about: exactly one of `dataRowId`, `text` and `html`. */
export const askInputFields = {
  dataRowId: z.uuid().optional(),
  /** Of a video: the frame that is meant, counted from 0, asked about as an image. */
  frame: z.int().nonnegative().optional(),
  text: z.string().min(1).max(longestText).optional(),
  /** The source of a page. */
  html: z.string().min(1).max(longestText).optional(),
  parameters: askOptionsSchema.shape.parameters,
};
type AskedFields = { dataRowId?: unknown; frame?: unknown; text?: unknown; html?: unknown };

/** Refuses a question about nothing, or about several things. */
export function refuseSeveralSubjects(
  { dataRowId, text, html, frame }: AskedFields,
  context: z.core.$RefinementCtx,
): void {
  const given = [dataRowId, text, html].filter((it) => it !== undefined).length;
  if (given !== 1) {
    const message = 'give exactly one of dataRowId, text and html';
    context.addIssue({ code: 'custom', path: ['dataRowId'], message });
  }
  if (frame !== undefined && dataRowId === undefined) {
    const message = 'belongs to a video; leave it out where no dataRowId is given';
    context.addIssue({ code: 'custom', path: ['frame'], message });
  }
}

const askInputSchema = askOptionsSchema
  .extend({ ...idInput.shape, ...askInputFields })
  .superRefine(refuseSeveralSubjects);

/** One call, outside of any run: it has no attempts, and is kept nowhere. */
export const askedExchangeSchema = exchangeViewSchema.pick({
  startedAt: true,
  latencyMs: true,
  request: true,
  response: true,
});
export type AskedExchange = z.infer<typeof askedExchangeSchema>;

/** What became of a question: what the model said, or why it said nothing, and the call behind it. */
export const askedAnswerSchema = z.object({
  revision: z.object({ id: z.uuid(), number: z.int().positive() }),
  /** The type of what was sent; that of a frame is `image`. */
  type: dataRowTypeSchema,
  frame: z.int().nonnegative().nullable(),
  /** Size of the whole image as displayed: annotations and regions count in its pixels. Null without one. */
  image: imageSizeSchema.nullable(),
  /** What was done to the image before it was sent; null without one. */
  sentImage: sentImageSchema.nullable(),
  /** Null where the model gave no answer that can be read. */
  prediction: predictionViewSchema
    .pick({
      reportedVersion: true,
      reading: true,
      usage: true,
      annotations: true,
      warnings: true,
    })
    .nullable(),
  /** What the model did wrong; null where it answered. */
  problem: problemSchema.nullable(),
  remedy: z.string().nullable(),
  exchange: askedExchangeSchema,
});
export type AskedAnswer = z.infer<typeof askedAnswerSchema>;

export const askRoutes = {
  ask: defineRoute('models:use', {
    method: 'POST',
    path: '/models/{id}/ask',
    summary:
      'Ask a model about one data row or text, once, and read what went over the wire; nothing is kept',
    tags: ['models'],
  })
    .input(askInputSchema)
    .output(askedAnswerSchema),
};

/**
 * `POST /models/{id}/ask/file` is a plain route beside it: an image as `multipart/form-data` in the part `file`,
 * with `region` and `parameters` as JSON in parts of these names → {@link askedAnswerSchema}.
 */
export const askFilePermission = 'models:use';
