/** How much an archive may hold, whoever made it. Lengths are in bytes. */
export interface ArchiveLimits {
  /** The archive itself. It lies on the disk until it has been read. */
  readonly archiveBytes: number;
  readonly entries: number;
  /** All entries together, unpacked. */
  readonly unpackedBytes: number;
  /** How many times as large as itself an archive may become; up to `freeBytes` nobody asks. */
  readonly ratio: number;
  readonly freeBytes: number;
}

/**
 * Photographs and videos hardly shrink, texts to a tenth; what becomes a hundred times as large is made to be
 * (DEFLATE ends at 1032).
 */
export const archiveLimits: ArchiveLimits = {
  archiveBytes: 8 * 2 ** 30,
  entries: 1_000_000,
  unpackedBytes: 64 * 2 ** 30,
  ratio: 100,
  freeBytes: 256 * 2 ** 20,
};
