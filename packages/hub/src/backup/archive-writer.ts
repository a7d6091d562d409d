import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { pack } from 'tar-stream';

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Writes a tar archive, as fast as it is read. */
export interface ArchiveWriter {
  /** The archive as it comes. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** Adds a file whose length is known before; returns the SHA-256 of its bytes. */
  add(name: string, byteLength: number, bytes: Bytes): Promise<string>;
  addJson(name: string, document: object): Promise<void>;
  /** Ends the archive. */
  end(): void;
  /** Breaks it off: whoever reads hears of it. */
  fail(error: Error): void;
}

export function createArchiveWriter(now: Date): ArchiveWriter {
  const archive = pack();
  // Whoever reads may go away: then nothing that is waited for here ever comes.
  const { promise: closed, reject } = Promise.withResolvers<never>();
  archive.once('close', () => reject(new Error('The archive was closed before its end.')));
  closed.catch(() => {});

  async function add(name: string, byteLength: number, bytes: Bytes): Promise<string> {
    const entry = archive.entry({ name, size: byteLength, mtime: now, mode: 0o600 });
    const written = once(entry, 'finish');
    written.catch(() => {}); // looked at below, where nothing else fails first
    const digest = createHash('sha256');
    let sent = 0;
    for await (const chunk of bytes) {
      digest.update(chunk);
      sent += chunk.length;
      if (sent > byteLength) break;
      if (!entry.write(chunk)) await Promise.race([once(entry, 'drain'), written, closed]);
    }
    // The length stands before the bytes: an archive with another number of them could not be read.
    if (sent !== byteLength) throw new Error(`${name} has another length than it had before.`);
    entry.end(undefined);
    await Promise.race([written, closed]);
    return digest.digest('hex');
  }

  return {
    stream: archive as AsyncIterable<Uint8Array>,
    add,
    async addJson(name, document) {
      const bytes = Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
      await add(name, bytes.length, [bytes]);
    },
    end: () => archive.finalize(),
    fail: (error) => archive.destroy(error),
  };
}
