import * as z from 'zod';
import { annotationSchema } from '../annotation/annotation.ts';
import { sentImageSchema } from '../data-row/sent-image.ts';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';
import { answerReadingSchema } from '../prediction/answer-reading.ts';
import { usualOverlap } from '../prediction/compare-predictions.ts';
import { tokenUsageSchema } from '../prediction/token-usage.ts';
import { itemStateSchema } from '../run/item-state.ts';
import { itemEventSchema } from '../run/item-timeline.ts';
import { dataRowContentSchema, dataRowViewSchema } from './dataset-routes.ts';
import {
  checkItemFilter,
  classQuery,
  confidenceQuery,
  itemFilterFields,
  predictionFilterFields,
} from './item-filter.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';
import { comparisonPageSchema, mostCompared } from './run-comparison.ts';

/** One data row in a run, as a list shows it. */
export const itemViewSchema = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  state: itemStateSchema,
  dataRow: dataRowViewSchema,
  /** How often it was tried; a video that is sent frame by frame takes several calls at each try. */
  attempts: z.int().nonnegative(),
  problem: problemSchema.nullable(),
  annotationCount: z.int().nonnegative().nullable(),
  warningCount: z.int().nonnegative().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /**
   * The highest confidence of its annotations, or of those of the class that a list is filtered by; null
   * where there is none, and in lists in the order of the dataset.
   */
  confidence: z.number().min(0).max(1).nullable(),
});
export type ItemView = z.infer<typeof itemViewSchema>;

/** What a model said about one data row. */
export const predictionViewSchema = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  itemId: z.uuid(),
  dataRowId: z.uuid(),
  revisionId: z.uuid(),
  /** The version that the server said it is, where it did. */
  reportedVersion: z.string().nullable(),
  /** How the answer was read, where the connection lets a user choose. */
  reading: answerReadingSchema.nullable(),
  /** What the answer took, where the server said so. */
  usage: tokenUsageSchema.nullable(),
  annotations: z.array(annotationSchema),
  warnings: z.array(warningSchema),
  /** The item whose result was used again, where the model was not asked. */
  reusedFrom: z.uuid().nullable(),
  /** The action by which the stored answer was decoded again; null where it was read as it came. */
  actionId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
});
export type PredictionView = z.infer<typeof predictionViewSchema>;

/** One HTTP request and what came back, without credentials. */
export const exchangeViewSchema = z.object({
  id: z.uuid(),
  attempt: z.int().positive(),
  /** Index of the frame that was sent, where a video is sent frame by frame. */
  frame: z.int().nonnegative().nullable(),
  startedAt: z.iso.datetime(),
  latencyMs: z.number().nonnegative(),
  problem: problemSchema.nullable(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    /** The body as sent, with the bytes of assets named by their hash. */
    body: z.json().nullable(),
  }),
  /** What was done to the image before it was sent; null where none was. */
  image: sentImageSchema.nullable(),
  response: z
    .object({
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      /** How many bytes the body had, where only its beginning is kept; null where it is whole. */
      cutFrom: z.int().positive().nullable(),
    })
    .nullable(),
});
export type ExchangeView = z.infer<typeof exchangeViewSchema>;

/** A prediction as a list shows it: with what it was made on. */
export const listedPredictionSchema = predictionViewSchema.extend({
  dataRow: dataRowViewSchema,
  /** As that of an item in a list. */
  confidence: itemViewSchema.shape.confidence,
});
export type ListedPrediction = z.infer<typeof listedPredictionSchema>;

/** A page of a list that may be searched: then it may have fewer things than were asked for. */
function searchedPageOf<Item extends z.ZodType>(item: Item) {
  return pageOf(item).extend({
    /** How far a search came, and how to find more quickly, where it took too long for a whole page. */
    searchNote: z.string().nullable(),
  });
}

/** One item with all that is known of it. */
export const itemDetailSchema = itemViewSchema.omit({ confidence: true }).extend({
  ...dataRowContentSchema.shape,
  remedy: z.string().nullable(),
  prediction: predictionViewSchema.nullable(),
  exchanges: z.array(exchangeViewSchema),
  /** What happened to it, first to last: attempts with the waits between them, crashes, its end. */
  timeline: z.array(itemEventSchema),
  /** The items before and after it in the run, or in the list with the filter that is asked with, for stepping through. */
  previousId: z.uuid().nullable(),
  nextId: z.uuid().nullable(),
  /** That one of them may only not have been found: a filter by words or warnings is a search, and its time was over. */
  searchNote: z.string().nullable(),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

/** What became of one data row in one of the runs over its dataset. */
export const dataRowItemSchema = z.object({
  id: z.uuid(),
  state: itemStateSchema,
  /** Why it failed. */
  code: problemSchema.shape.code.nullable(),
  annotationCount: z.int().nonnegative().nullable(),
  warningCount: z.int().nonnegative().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  hasPrediction: z.boolean(),
  /** The highest confidence of its annotations; null where none has one. */
  confidence: z.number().min(0).max(1).nullable(),
  run: z.object({
    id: z.uuid(),
    name: z.string(),
    preview: z.boolean(),
    createdAt: z.iso.datetime(),
  }),
  /** The revision is the one as which the answer was read, where there is one; else that of the run. */
  model: z.object({ id: z.uuid(), name: z.string(), revision: z.int().positive() }),
});
export type DataRowItem = z.infer<typeof dataRowItemSchema>;

const tags = ['items'];

export const itemRoutes = {
  list: defineRoute('runs:read', {
    method: 'GET',
    path: '/runs/{id}/items',
    summary:
      'List the items of a run: in the order of the dataset, or by class or confidence, highest confidence first',
    tags,
  })
    .input(
      z
        .strictObject({ ...idInput.shape, ...pageQuery, ...itemFilterFields })
        .superRefine(checkItemFilter),
    )
    .output(searchedPageOf(itemViewSchema)),
  listPredictions: defineRoute('predictions:read', {
    method: 'GET',
    path: '/runs/{id}/predictions',
    summary:
      'List the predictions of a run with their annotations, in the order in which items are listed',
    tags: ['predictions'],
  })
    .input(
      z
        .strictObject({ ...idInput.shape, ...pageQuery, ...predictionFilterFields })
        .superRefine(checkItemFilter),
    )
    .output(searchedPageOf(listedPredictionSchema)),
  listOfDataRow: defineRoute('predictions:read', {
    method: 'GET',
    path: '/data-rows/{id}/items',
    summary: 'List what became of a data row in every run over its dataset, newest run first',
    tags: ['data-rows'],
  })
    .input(idInput.extend(pageQuery))
    .output(pageOf(dataRowItemSchema)),
  compare: defineRoute('predictions:read', {
    method: 'GET',
    path: '/runs/{id}/comparison',
    summary:
      'Compare the predictions of two runs over the same data rows, a part at a time: what was added, removed, changed',
    tags: ['predictions'],
  })
    .input(
      z.strictObject({
        ...idInput.shape,
        ...pageQuery,
        limit: z.coerce.number().int().min(1).max(mostCompared).default(mostCompared),
        otherId: z.uuid(),
        /** From which overlap on (0 to 1) two annotations of a class are taken for one thing. */
        leastOverlap: confidenceQuery.default(usualOverlap),
      }),
    )
    .output(comparisonPageSchema),
  get: defineRoute('predictions:read', {
    method: 'GET',
    path: '/items/{id}',
    summary:
      'Read an item with its prediction, its attempts and their exchanges; filters say in which list its neighbours are',
    tags,
  })
    .input(
      // The filter says in which list the items before and after are looked for.
      z.strictObject({ ...idInput.shape, ...itemFilterFields }).superRefine(checkItemFilter),
    )
    .output(itemDetailSchema),
};

/**
 * `GET /runs/{id}/export?format=…` is a plain streaming route beside these: predictions as JSON Lines
 * (formats/jsonl.ts) or CSV (formats/csv.ts); COCO results, and the legend of their image and category ids
 * (formats/coco-results.ts).
 */
export const exportFormats = ['jsonl', 'csv', 'coco-results', 'coco-legend'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What of a run is exported, and how. */
export const exportInputSchema = z
  .strictObject({
    id: z.uuid(),
    format: exportFormatSchema,
    /** Only annotations of this class. */
    class: classQuery.optional(),
    /** Only annotations at least so sure; those without a confidence are left out. */
    minimumConfidence: confidenceQuery.optional(),
    /** CSV alone: no cell is taken for a formula by a spreadsheet. */
    safe: z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).optional(),
  })
  .superRefine(({ format, safe }, context) => {
    if (safe === undefined || format === 'csv') return;
    const message = `belongs to format=csv alone; leave it out for ${format}`;
    context.addIssue({ code: 'custom', path: ['safe'], message });
  });
export type ExportInput = z.output<typeof exportInputSchema>;
