import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive that a test writes, and what the archive says of it where that is not the truth. */
export interface WrittenEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode in the upper half. */
  readonly attributes?: number;
  readonly uncompressedSize?: number;
  readonly compressedSize?: number;
  readonly checksum?: number;
  /** Where the archive says that the file begins. */
  readonly offset?: number;
}

interface Placed {
  readonly entry: WrittenEntry;
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly offset: number;
}

/** Writes a ZIP archive, honest but for what its entries say. `entryCount`: what it says of their number. */
export function writeZip(entries: readonly WrittenEntry[], entryCount = entries.length): Buffer {
  const pieces: Buffer[] = [];
  const placed: Placed[] = [];
  let length = 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.method === 0 ? content : deflateRawSync(content);
    placed.push({ entry, name, packed, offset: length });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    describe(head.subarray(4), entry, packed);
    head.writeUInt16LE(name.length, 26);
    for (const piece of [head, name, packed]) add(piece);
  }
  const directoryAt = length;
  for (const file of placed) add(writeDirectoryEntry(file));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(length - directoryAt, 12);
  end.writeUInt32LE(directoryAt, 16);
  add(end);
  return Buffer.concat(pieces);
}

function writeDirectoryEntry({ entry, name, packed, offset }: Placed): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(0x0314, 4);
  describe(head.subarray(6), entry, packed);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(entry.attributes ?? 0o100_644 * 65_536, 38);
  head.writeUInt32LE(entry.offset ?? offset, 42);
  return Buffer.concat([head, name]);
}

/** What stands in both headers. */
function describe(head: Buffer, entry: WrittenEntry, packed: Buffer): void {
  const content = Buffer.from(entry.content ?? '');
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(entry.flags ?? 0x800, 2);
  head.writeUInt16LE(entry.method ?? 8, 4);
  head.writeUInt32LE(entry.checksum ?? crc32(content), 10);
  head.writeUInt32LE(entry.compressedSize ?? packed.length, 14);
  head.writeUInt32LE(entry.uncompressedSize ?? content.length, 18);
}
