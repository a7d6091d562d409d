import type { ContentPart } from '@patchbay/core/data-row/content-part.ts';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import type { Json } from '@patchbay/core/json.ts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
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
    htmlCount: integer('html_count').notNull().default(0),
    conversationalCount: integer('conversational_count').notNull().default(0),
    videoCount: integer('video_count').notNull().default(0),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('datasets_name').on(table.organisationId, table.name)],
);

/** Hashes of the images within the attachments and turns of a row, as SQL; rows without any are not asked. */
export const imagesWithin = {
  hashes: `jsonb_path_query_array(attachments || coalesce(turns, '[]'), '$.**.asset.hash')`,
  mayBeThere: `(turns is not null or attachments <> '[]')`,
};

/** One input. Images and videos lie in the storage under their hash; texts, pages and turns lie here. */
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
    /** Pixels of the image or the frames as displayed, turned upright; null for everything else. */
    width: integer('width'),
    height: integer('height'),
    /** EXIF orientation of the stored bytes of an image, 1 to 8. */
    orientation: smallint('orientation'),
    durationMs: integer('duration_ms'),
    frameCount: integer('frame_count'),
    /** A text, or the source of a page. */
    text: text('text'),
    turns: jsonb('turns').$type<Turn[]>(),
    attachments: jsonb('attachments').$type<ContentPart[]>().notNull().default([]),
    sourceUrl: text('source_url'),
    metadata: jsonb('metadata').$type<{ [name: string]: Json }>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('data_rows_global_key').on(table.datasetId, table.globalKey),
    index('data_rows_order').on(table.organisationId, table.datasetId, table.id),
    index('data_rows_content').on(table.assetHash, table.datasetId),
    index('data_rows_images_within')
      .using('gin', sql.raw(`(${imagesWithin.hashes})`))
      .where(sql.raw(imagesWithin.mayBeThere)),
  ],
);

/** Hashes of decoded frames, as SQL. */
export const frameHashes = `jsonb_path_query_array(frames, '$[*].hash')`;

/** Frames of videos that were decoded once, as files in the storage: nothing is decoded again. */
export const videoFrames = pgTable(
  'video_frames',
  {
    organisationId: organisationId(),
    /** The video, by the hash of its bytes. */
    videoHash: text('video_hash').notNull(),
    /** Which frames were asked for, as JSON. */
    selection: text('selection').notNull(),
    frames: jsonb('frames').$type<StoredFrame[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.videoHash, table.selection] }),
    index('video_frames_files').using('gin', sql.raw(`(${frameHashes})`)),
  ],
);
