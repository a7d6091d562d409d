import * as z from 'zod';
import { contentPartSchema } from '../data-row/content-part.ts';
import { turnSchema } from '../data-row/conversation.ts';
import {
  assetSchema,
  dataRowTypeSchema,
  imageSizeSchema,
  videoFactsSchema,
} from '../data-row/data-row.ts';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';
import { nameSchema } from '../model/model-configuration.ts';
import { checkDataRowFilter, dataRowQueryFields } from './data-row-filter.ts';
import { idInput, pageOf, pageQuery, searchWords } from './page.ts';
import { defineRoute } from './route.ts';

export const datasetViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  /** Data rows by type. */
  rowCounts: z.record(dataRowTypeSchema, z.int().nonnegative()),
  createdAt: z.iso.datetime(),
  /** When its newest data row came in; null for an empty one. */
  lastImportedAt: z.iso.datetime().nullable(),
});
export type DatasetView = z.infer<typeof datasetViewSchema>;

export const dataRowViewSchema = z.object({
  id: z.uuid(),
  datasetId: z.uuid(),
  type: dataRowTypeSchema,
  /** Names the row in its dataset: the path of its file, its id in the list, or its line. */
  globalKey: z.string(),
  asset: assetSchema,
  /** Null for everything but images. */
  image: imageSizeSchema.nullable(),
  /** Null for everything but videos. */
  video: videoFactsSchema.nullable(),
  /** The beginning of a text, of the source of a page or of a conversation; null for images and videos. */
  excerpt: z.string().nullable(),
  /** Turns of a conversation; null for everything else. */
  turnCount: z.int().nonnegative().nullable(),
  attachmentCount: z.int().nonnegative(),
  /** The address that it was imported from, where it was. */
  sourceUrl: z.string().nullable(),
  metadata: z.record(z.string(), z.json()),
  createdAt: z.iso.datetime(),
});
export type DataRowView = z.infer<typeof dataRowViewSchema>;

/** What is inside a data row, shown where one row is read by itself. */
export const dataRowContentSchema = z.object({
  /** The whole of a text, or the source of a page; null for everything else. */
  text: z.string().nullable(),
  /** The turns of a conversation; null for everything else. */
  turns: z.array(turnSchema).nullable(),
  /** What was attached to the row. Images are at `/data-rows/{id}/images/{hash}`. */
  attachments: z.array(contentPartSchema),
});
export type DataRowContent = z.infer<typeof dataRowContentSchema>;

/**
 * How the uploaded files of an import are to be understood: each file a data row; a CSV list of
 * addresses; JSON Lines whose lines are data rows (an address, a text, the source of a page, a
 * conversation); a text file whose lines are data rows; a prompt set as CSV or JSON Lines, whose records are
 * conversations of one prompt each, with what is expected of the answer.
 */
export const importFormats = [
  'files',
  'urls-csv',
  'rows-jsonl',
  'text-lines',
  'prompts-csv',
  'prompts-jsonl',
] as const;
export const importFormatSchema = z.enum(importFormats);
export type ImportFormat = z.infer<typeof importFormatSchema>;

/** How much of what could be long a report of an import lists; it always counts all. */
export const importReportLimits = { failed: 1000, leftOut: 100 } as const;

/** What became of an import. Rows that could not be read do not stop the others. */
export const importReportSchema = z.object({
  imported: z.int().nonnegative(),
  /** Rows whose global key the dataset had already; they were left as they are. */
  alreadyThere: z.int().nonnegative(),
  /** How many files and lines could not be read. */
  failedCount: z.int().nonnegative(),
  /** The first thousand of them, each with its reason. */
  failed: z.array(
    z.object({
      /** The file or line that failed: `receipt-07.png`, `urls.csv:12`, `photos.zip:a/b.png`. */
      source: z.string(),
      problem: problemSchema,
    }),
  ),
  /** Files of archives that are no data rows, such as what an operating system keeps there: the first names. */
  leftOut: z.object({ count: z.int().nonnegative(), names: z.array(z.string()) }),
  /** What was read leniently: the first of each kind, and how many there are of it. */
  warnings: z.array(
    z.object({
      code: warningSchema.shape.code,
      message: z.string(),
      /** The file or line of the first. */
      source: z.string(),
      count: z.int().positive(),
    }),
  ),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/**
 * Where the pages of a list of data rows begin, so that any of them can be read at once: the scrollbar of
 * a gallery reaches the end of a million rows.
 */
export const dataRowPlacesSchema = z.object({
  /** How many data rows the list has. */
  total: z.int().nonnegative(),
  /** How many of them a page has; the last may have fewer. */
  pageSize: z.int().positive(),
  /** The cursors of all pages but the first, which has none. */
  cursors: z.array(z.string()),
});
export type DataRowPlaces = z.infer<typeof dataRowPlacesSchema>;

/** A data row by itself: with what is in it, and with those before and after it in its dataset. */
export const dataRowDetailSchema = dataRowViewSchema.extend({
  ...dataRowContentSchema.shape,
  datasetName: z.string(),
  previousId: z.uuid().nullable(),
  nextId: z.uuid().nullable(),
});
export type DataRowDetail = z.infer<typeof dataRowDetailSchema>;

/** In which order datasets are listed. */
export const datasetOrders = ['name', 'newest'] as const;

const tags = ['datasets'];

export const datasetRoutes = {
  list: defineRoute('datasets:read', {
    method: 'GET',
    path: '/datasets',
    summary: 'List datasets by name, or newest first',
    tags,
  })
    .input(
      z.strictObject({
        ...pageQuery,
        name: z.string().optional(),
        /** Only datasets with these words in their name or description; in any case. */
        text: searchWords.optional(),
        order: z.enum(datasetOrders).default('name'),
      }),
    )
    .output(pageOf(datasetViewSchema)),
  create: defineRoute('datasets:write', {
    method: 'POST',
    path: '/datasets',
    summary: 'Create an empty dataset',
    successStatus: 201,
    tags,
  })
    .input(z.strictObject({ name: nameSchema, description: z.string().max(4000).default('') }))
    .output(datasetViewSchema),
  get: defineRoute('datasets:read', {
    method: 'GET',
    path: '/datasets/{id}',
    summary: 'Read a dataset',
    tags,
  })
    .input(idInput)
    .output(datasetViewSchema),
  change: defineRoute('datasets:write', {
    method: 'PATCH',
    path: '/datasets/{id}',
    summary: 'Give a dataset another name or description',
    tags,
  })
    .input(
      idInput.extend({
        name: nameSchema.optional(),
        description: z.string().max(4000).optional(),
      }),
    )
    .output(datasetViewSchema),
  remove: defineRoute('datasets:write', {
    method: 'DELETE',
    path: '/datasets/{id}',
    summary: 'Remove a dataset over which no run was made, with its data rows and their files',
    successStatus: 204,
    tags,
  }).input(idInput),
  listDataRows: defineRoute('datasets:read', {
    method: 'GET',
    path: '/datasets/{id}/data-rows',
    summary: 'List the data rows of a dataset in the order of their import or of their keys',
    tags: ['data-rows'],
  })
    .input(
      z
        .strictObject({ ...idInput.shape, ...pageQuery, ...dataRowQueryFields })
        .superRefine(checkDataRowFilter),
    )
    .output(pageOf(dataRowViewSchema)),
  findPlaces: defineRoute('datasets:read', {
    method: 'GET',
    path: '/datasets/{id}/data-rows/places',
    summary: 'Say how many data rows a list has, and where each of its pages begins',
    tags: ['data-rows'],
  })
    .input(
      z.strictObject({ ...idInput.shape, ...dataRowQueryFields }).superRefine(checkDataRowFilter),
    )
    .output(dataRowPlacesSchema),
  getDataRow: defineRoute('datasets:read', {
    method: 'GET',
    path: '/data-rows/{id}',
    summary: 'Read a data row with its whole text, page or conversation and its attachments',
    tags: ['data-rows'],
  })
    .input(idInput)
    .output(dataRowDetailSchema),
};

/**
 * The plain streaming routes beside these, described in the OpenAPI document by hand:
 * `POST /datasets/{id}/import?format=…` (multipart files → {@link importReportSchema}),
 * `GET /data-rows/{id}/asset` (the bytes; `?thumbnail=<pixels>` for a small WebP) and
 * `GET /data-rows/{id}/images/{hash}` (an image of its conversation or its attachments).
 */
export const uploadPermissions = { import: 'datasets:write', asset: 'datasets:read' } as const;
