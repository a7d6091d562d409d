import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AssetStorage } from './asset-storage.ts';

/** A storage in memory for one file that nobody wants to keep: what was put last is all that it has. */
export function createSingleStorage(): AssetStorage {
  let kept: Buffer = Buffer.alloc(0);
  return {
    async put(bytes) {
      kept = await buffer(Readable.from(bytes));
      return { hash: createHash('sha256').update(kept).digest('hex'), byteLength: kept.length };
    },
    read: async () => kept,
    openStream: async () => Readable.from([kept]),
    remove: async () => {
      kept = Buffer.alloc(0);
    },
    check: async () => {},
  };
}
