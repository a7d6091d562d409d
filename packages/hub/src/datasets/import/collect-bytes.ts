/** All bytes of a stream; null, with the stream read to its end, where there are more than wanted. */
export async function collectBytes(
  bytes: AsyncIterable<Buffer>,
  maximumBytes: number,
): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length <= maximumBytes) chunks.push(chunk);
    else chunks = [];
  }
  return length <= maximumBytes ? Buffer.concat(chunks) : null;
}
