import type { IncomingMessage } from 'node:http';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';

/**
 * Reads the body of a request as UTF-8. Of one that is too large no more is kept, and the rest is
 * left to flow away: a client that is cut off while it sends never reads the answer.
 * @throws Error where the client hangs up in the middle.
 */
export async function readBody(
  request: IncomingMessage,
  maximumBytes: number,
): Promise<Outcome<string>> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    request.resume();
    return fail({
      code: 'INPUT_INVALID',
      message: `The request is encoded as ${encoding}; send it without a content-encoding.`,
    });
  }
  const bytes = await collect(request, maximumBytes);
  if (bytes === null) {
    return fail({
      code: 'INPUT_TOO_LARGE',
      message: `The request is larger than ${maximumBytes} bytes. Shrink the image, or raise maximumRequestBytes of the server.`,
    });
  }
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail({ code: 'INPUT_INVALID', message: 'The request is not valid UTF-8.' });
  }
}

/** The bytes of the body; null as soon as they are too many. */
function collect(request: IncomingMessage, maximumBytes: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maximumBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(null);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
