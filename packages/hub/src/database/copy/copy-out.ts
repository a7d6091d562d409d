import pg from 'pg';
import { type CopyReader, createCopyReader } from './copy-reader.ts';

/** Memory for what copies write, to be used again and again: what is as large costs much to make and to free. */
export interface CopyMemory {
  clear(): void;
  add(chunk: Buffer): void;
  /** What was added; it lies here until the next `clear`. */
  all(): Buffer;
}

/**
 * Runs selects in a single round trip, all as of one moment, and gives their rows one select after another;
 * they lie in the memory until it is used again. Large values cost least this way: nobody writes them as
 * text, takes them for text, or looks for what ends them. Values stand in the text: everything that is not
 * ours goes through `literal`.
 */
export async function copyOut(
  client: pg.ClientBase,
  selects: readonly string[],
  memory: CopyMemory = createCopyMemory(),
): Promise<CopyReader> {
  const text = [
    'begin isolation level repeatable read read only',
    ...selects.map((select) => `copy (${select}) to stdout (format binary)`),
    'commit',
  ].join(';\n');
  memory.clear();
  await new Promise<void>((resolve, reject) => {
    const query = new pg.Query(text, (error: Error | undefined) => {
      if (error) reject(error);
      else resolve();
    });
    Object.assign(query, { handleCopyData: ({ chunk }: { chunk: Buffer }) => memory.add(chunk) });
    client.query(query);
  });
  return createCopyReader(memory.all());
}

export function createCopyMemory(): CopyMemory {
  let buffer = Buffer.allocUnsafeSlow(64 * 1024);
  let end = 0;
  return {
    clear() {
      end = 0;
    },
    add(chunk) {
      if (end + chunk.length > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, end + chunk.length));
        buffer.copy(larger, 0, 0, end);
        buffer = larger;
      }
      buffer.set(chunk, end); // the connection uses its bytes again
      end += chunk.length;
    },
    all: () => buffer.subarray(0, end),
  };
}
