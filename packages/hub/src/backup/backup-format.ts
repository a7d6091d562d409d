import * as z from 'zod';

/**
 * The form of a backup: a tar archive in zstd, so that it is read and written as a stream, and can be looked into
 * with the tools of any machine (`tar --zstd -tf`). In this order:
 *
 * - `manifest.json` says what the backup is of;
 * - `tables/<name>/<number>.copy` are the rows of a table in PostgreSQL's text format for COPY, which all of its
 *   versions read, in pieces; tables stand behind those that they refer to;
 * - `assets/<hash>` are the files behind data rows and exchanges, named by the SHA-256 of their bytes;
 * - `inventory.json` says what there was: a backup without it was cut off.
 */
export const entryNames = {
  manifest: 'manifest.json',
  inventory: 'inventory.json',
  piece: (table: string, number: number) =>
    `tables/${table}/${String(number).padStart(6, '0')}.copy`,
  asset: (hash: string) => `assets/${hash}`,
} as const;

/** Names of entries that hold rows, and of those that hold a file. */
export const pieceName = /^tables\/([a-z_]{1,63})\/(\d{6,})\.copy$/;
export const assetName = /^assets\/([0-9a-f]{64})$/;

/** Raised when a backup is written in another form. */
const formatVersion = 1;

const tableSchema = z.object({
  name: z.string(),
  /** The columns of its rows, in their order. */
  columns: z.array(z.string()).min(1),
});

export const manifestSchema = z.object({
  format: z.literal('patchbay-backup'),
  formatVersion: z.literal(formatVersion),
  createdAt: z.iso.datetime(),
  /** The version of PostgreSQL that the rows come from. For people: any version takes them. */
  postgres: z.string(),
  /** The newest migration that the tables have had: milliseconds, and its name. */
  migration: z.object({ when: z.number(), tag: z.string() }),
  /** Names the key with which the hub sealed at that moment. */
  secretKeyId: z.string(),
  /** Names all known keys with which a secret in it is sealed: two, where one was just being replaced. */
  sealKeyIds: z.array(z.string()).optional(),
  tables: z.array(tableSchema),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

export const inventorySchema = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int().min(0),
      /** SHA-256 of all of its pieces, one behind the other, hexadecimal. */
      sha256: z.string(),
    }),
  ),
  assets: z.object({
    count: z.number().int().min(0),
    byteLength: z.number().int().min(0),
    /** Files that a row names and that were not in the storage any more: the first thousand. */
    missing: z.array(z.string()),
    missingCount: z.number().int().min(0),
  }),
});
export type BackupInventory = z.infer<typeof inventorySchema>;

/** Begins the manifest of a backup in the form that this version writes. */
export function createManifest(
  facts: Omit<BackupManifest, 'format' | 'formatVersion'>,
): BackupManifest {
  return { format: 'patchbay-backup', formatVersion, ...facts };
}

/** Told while a backup is written or read: bytes of rows and files so far. */
export interface BackupProgress {
  readonly rowBytes: number;
  readonly assets: number;
  readonly assetBytes: number;
}
