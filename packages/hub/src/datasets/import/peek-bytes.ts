/** The beginning of a stream, and the whole of it to be read after. */
export interface PeekedBytes {
  /** As many bytes as were asked for, or all where there are fewer. */
  readonly beginning: Buffer;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Looks at the beginning of a stream without taking it away. */
export async function peekBytes(
  bytes: AsyncIterable<Buffer>,
  wantedBytes: number,
): Promise<PeekedBytes> {
  const iterator = bytes[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  while (beginning.length < wantedBytes) {
    const read = await iterator.next();
    if (read.done) break;
    beginning = Buffer.concat([beginning, read.value]);
  }
  async function* replay(): AsyncGenerator<Buffer> {
    if (beginning.length > 0) yield beginning;
    for (let read = await iterator.next(); !read.done; read = await iterator.next()) {
      yield read.value;
    }
  }
  return { beginning: beginning.subarray(0, wantedBytes), bytes: replay() };
}
