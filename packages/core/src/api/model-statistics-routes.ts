import * as z from 'zod';
import { dataRowTypeSchema } from '../data-row/data-row.ts';
import { limitsSchema } from '../model/limits.ts';
import { healthStates, modelHealthSchema } from '../model/model-health.ts';
import { statisticsRanges } from '../model/statistics-range.ts';
import { runStateSchema } from '../run/run-state.ts';
import { idInput, pageOf, pageQuery } from './page.ts';
import { defineRoute } from './route.ts';

/** A name of a time zone, such as `Europe/Berlin`: one that is known here. */
const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin');

/** What the calls of a time came to. Tokens are those that answers told of. */
const figuresSchema = z.object({
  calls: z.int().nonnegative(),
  failures: z.int().nonnegative(),
  promptTokens: z.int().nonnegative(),
  completionTokens: z.int().nonnegative(),
  /** How long calls took, all together, in milliseconds. */
  modelMs: z.number().nonnegative(),
  /** Latency of the calls that were answered, in milliseconds, exact to 4.5 %; null where there were none. */
  medianMs: z.number().nonnegative().nullable(),
  p95Ms: z.number().nonnegative().nullable(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** Calls of a model, inside of runs and outside, over a time. */
export const modelStatisticsSchema = z.object({
  health: modelHealthSchema,
  total: figuresSchema,
  /** One after another from the oldest to that of now, also those without a call. */
  buckets: z.array(figuresSchema.extend({ from: z.iso.datetime() })),
});
export type ModelStatistics = z.infer<typeof modelStatisticsSchema>;
export type StatisticsBucket = ModelStatistics['buckets'][number];

/** A model in the catalogue: what is needed to choose it. */
export const modelCardSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  protocol: z.string(),
  /** The address of its endpoint. */
  url: z.string(),
  dataRowTypes: z.array(dataRowTypeSchema),
  /** Classes that it knows, each counted once. */
  classCount: z.int().nonnegative(),
  revision: z.int().positive(),
  limits: limitsSchema,
  health: modelHealthSchema,
  lastRun: z
    .object({ id: z.uuid(), name: z.string(), state: runStateSchema, createdAt: z.iso.datetime() })
    .nullable(),
  /** Calls of the last 24 hours, inside of runs and outside. */
  callsLastDay: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

export const catalogueSorts = ['name', 'newest', 'last-run'] as const;

/** By what models are found. */
export const catalogueFilter = {
  /** Words in the name or the description, in any case. */
  text: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must have no NUL character')
    .optional(),
  protocol: z.string().max(64).optional(),
  dataRowType: dataRowTypeSchema.optional(),
  enabled: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .optional(),
  health: z.enum(healthStates).optional(),
};

const tags = ['models'];

export const modelStatisticsRoutes = {
  catalogue: defineRoute('models:read', {
    method: 'GET',
    path: '/models/catalogue',
    summary: 'List models with their health, their last run and how much they are called',
    tags,
  })
    .input(
      z.strictObject({
        ...pageQuery,
        ...catalogueFilter,
        /** By name, or the newest first, or those first that ran last. */
        sort: z.enum(catalogueSorts).default('name'),
      }),
    )
    .output(pageOf(modelCardSchema)),
  statistics: defineRoute('models:read', {
    method: 'GET',
    path: '/models/{id}/statistics',
    summary:
      'Read how a model did: calls, failures, latency and tokens over a day, a week or a month',
    tags,
  })
    .input(
      idInput.extend({
        /** `day`: by the hour; `week`: by six hours; `month`: by the day. */
        range: z.enum(statisticsRanges).default('day'),
        /** Where days begin. */
        timeZone: timeZoneSchema.default('UTC'),
      }),
    )
    .output(modelStatisticsSchema),
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
