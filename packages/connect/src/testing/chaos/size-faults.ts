import zlib from 'node:zlib';
import { type Fault, rawHead, say, sayRaw, spoil } from './fault.ts';

const tooLarge = { v7: 'MODEL_RESPONSE_TOO_LARGE' } as const;
const badEncoding = { v7: 'MODEL_RESPONSE_ENCODING' } as const;

const packers = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
} as const;

function encodedAs(encoding: string) {
  return { 'content-type': 'application/json', 'content-encoding': encoding };
}

/** 100 MB of spaces, packed more than a thousand times smaller when the first call wants it. */
function createBomb(encoding: keyof typeof packers): Fault {
  let packed: Uint8Array | undefined;
  return {
    row: 'N16',
    name: `bomb-${encoding}`,
    wanted: tooLarge,
    answer(call) {
      packed ??= packers[encoding](Buffer.alloc(100_000_000, 32));
      return say({ headers: encodedAs(encoding), body: packed })(call);
    },
  };
}

/** Answers without measure, in their body, their headers or their packing. */
export const sizeFaults: readonly Fault[] = [
  {
    row: 'N14',
    name: 'endless',
    wanted: tooLarge,
    answer({ response }) {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(65_536, 32);
      const fill = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', fill);
      fill();
    },
  },
  {
    row: 'N14',
    name: 'a-gigabyte',
    wanted: tooLarge,
    answer({ socket }) {
      socket.write(`${rawHead}content-length: 1000000000\r\n\r\n`);
      const chunk = Buffer.alloc(65_536, 32);
      const fill = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', fill);
      fill();
    },
  },
  {
    row: 'N15',
    name: 'long-header',
    wanted: tooLarge,
    answer: sayRaw(`${rawHead}x-long: ${'x'.repeat(70_000)}\r\n\r\n{}`),
  },
  {
    row: 'N15',
    name: 'many-headers',
    wanted: tooLarge,
    answer: sayRaw(`${rawHead}${'x: y\r\n'.repeat(10_000)}\r\n{}`),
  },
  createBomb('gzip'),
  createBomb('deflate'),
  createBomb('br'),
  createBomb('zstd'),
  {
    row: 'N16',
    name: 'packed-twice',
    wanted: badEncoding,
    answer: spoil((text) => zlib.gzipSync(zlib.gzipSync(text)), encodedAs('gzip, gzip')),
  },
  {
    row: 'N16',
    name: 'unknown-encoding',
    wanted: badEncoding,
    answer: spoil((text) => text, encodedAs('compress')),
  },
  {
    row: 'N17',
    name: 'not-packed',
    wanted: badEncoding,
    answer: spoil((text) => text, encodedAs('gzip')),
  },
  {
    row: 'N17',
    name: 'cut-short',
    wanted: badEncoding,
    answer: spoil((text) => zlib.gzipSync(text).subarray(0, 20), encodedAs('gzip')),
  },
];
