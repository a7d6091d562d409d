import type { Readable } from 'node:stream';

/** A file that was put away. */
export interface StoredAsset {
  /** SHA-256 of its bytes, hexadecimal: its name in the storage. */
  readonly hash: string;
  readonly byteLength: number;
}

/** A part of a file: from the first of its bytes to the last, both counted in. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Keeps the files behind data rows, named by the hash of their bytes: the same bytes are kept
 * once, and what was kept never changes. A folder is one such storage; an object store can be
 * another.
 */
export interface AssetStorage {
  /** Puts a stream of bytes away. When it returns, the bytes are on disk. */
  put(bytes: AsyncIterable<Uint8Array>): Promise<StoredAsset>;
  /** @throws PatchbayError STORAGE_ASSET_MISSING */
  read(hash: string): Promise<Buffer>;
  /** @throws PatchbayError STORAGE_ASSET_MISSING */
  openStream(hash: string, range?: ByteRange): Promise<Readable>;
  /** Removes a file for good; one that is not there is removed already. Only for files of one owner. */
  remove(hash: string): Promise<void>;
  /** Fails where nothing could be put away just now. */
  check(): Promise<void>;
}

/** A storage that can also give a whole file out to programs. */
export interface FileStorage extends AssetStorage {
  /** Length in bytes. @throws PatchbayError STORAGE_ASSET_MISSING */
  sizeOf(hash: string): Promise<number>;
  /**
   * Lends a file on this machine with these bytes, for programs that read files, until `use` is done.
   * Nobody may write to it.
   * @throws PatchbayError STORAGE_ASSET_MISSING
   */
  withFile<Result>(hash: string, use: (path: string) => Promise<Result>): Promise<Result>;
}
