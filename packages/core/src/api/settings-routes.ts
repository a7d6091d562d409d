import * as z from 'zod';
import { dataRowTypeSchema } from '../data-row/data-row.ts';
import { defineRoute } from './route.ts';

/** Days for which something is kept: from 0, as short as may be, to a hundred years; null: for good. */
const keptDays = z.number().min(0).max(36_500).nullable();

/** For how long the exchanges with models are kept. Predictions stay. */
export const retentionViewSchema = z.object({
  /** What holds: the shorter of the two below. */
  exchangeDays: keptDays,
  /** What the organisation chose; null where it leaves it to the hub. */
  chosenDays: keptDays,
  /** What `PATCHBAY_EXCHANGE_DAYS` allows at the most. */
  hubDays: keptDays,
  /** Bytes of the body of an answer that are kept, as `PATCHBAY_EXCHANGE_LIMIT` says; null: all. */
  bodyLimitBytes: z.int().nonnegative().nullable(),
});
export type RetentionView = z.infer<typeof retentionViewSchema>;

/** What is kept, and how much room it takes. */
export const storageViewSchema = z.object({
  /** Where files lie: a folder of the hub's machine, or a bucket. */
  files: z.enum(['folder', 'bucket']),
  /** Bytes that are free in the folder; null for a bucket, or where the system does not say. */
  freeBytes: z.int().nonnegative().nullable(),
  /** What the organisation has in data rows, by their type; a file that several rows have counts with each. */
  dataRows: z.array(
    z.object({
      type: dataRowTypeSchema,
      count: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
    }),
  ),
  /** Bytes of the tables of the database with their indexes, of all organisations of the hub together. */
  database: z.object({
    predictions: z.int().nonnegative(),
    exchanges: z.int().nonnegative(),
    runs: z.int().nonnegative(),
    everythingElse: z.int().nonnegative(),
  }),
});
export type StorageView = z.infer<typeof storageViewSchema>;

const tags = ['settings'];

export const settingsRoutes = {
  storage: defineRoute('settings:read', {
    method: 'GET',
    path: '/settings/storage',
    summary: 'Say how much room data rows, predictions and exchanges take',
    tags,
  }).output(storageViewSchema),
  retention: defineRoute('settings:read', {
    method: 'GET',
    path: '/settings/retention',
    summary: 'Say for how long exchanges are kept',
    tags,
  }).output(retentionViewSchema),
  changeRetention: defineRoute('settings:write', {
    method: 'PUT',
    path: '/settings/retention',
    summary: 'Choose for how long exchanges are kept; what is older goes within minutes, for good',
    tags,
  })
    .input(z.strictObject({ exchangeDays: keptDays }))
    .output(retentionViewSchema),
};
