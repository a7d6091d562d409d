import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, organisationId } from './columns.ts';

/** A set of inputs. */
export const datasets = pgTable(
  'datasets',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    /** Kept by the transactions that add data rows, never by counting. */
    imageCount: integer('image_count').notNull().default(0),
    textCount: integer('text_count').notNull().default(0),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('datasets_name').on(table.organisationId, table.name)],
);

/** One input. Images lie in the storage under their hash; texts lie here. */
export const dataRows = pgTable(
  'data_rows',
  {
    id: uuid('id').primaryKey(),
    organisationId: organisationId(),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => datasets.id),
    type: text('type').$type<DataRowType>().notNull(),
    globalKey: text('global_key').notNull(),
    assetHash: text('asset_hash').notNull(),
    byteLength: bigint('byte_length', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    /** Pixels of the image as displayed, EXIF orientation applied; null for texts. */
    width: integer('width'),
    height: integer('height'),
    /** EXIF orientation of the stored bytes, 1 to 8; null for texts. */
    orientation: smallint('orientation'),
    text: text('text'),
    sourceUrl: text('source_url'),
    metadata: jsonb('metadata').$type<{ [name: string]: Json }>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('data_rows_global_key').on(table.datasetId, table.globalKey),
    index('data_rows_order').on(table.organisationId, table.datasetId, table.id),
  ],
);
