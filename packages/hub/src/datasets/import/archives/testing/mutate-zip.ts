import type { Random } from '@patchbay/protocols/testing/fuzz/random.ts';

type Mutation = (bytes: Buffer, at: number, random: Random) => Buffer;

const hostileNumbers: readonly [number, ...number[]] = [
  0,
  ...[1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff],
];

const splice = (bytes: Buffer, start: number, end: number, piece: Buffer) =>
  Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(end)]);

/** Puts a number into one of the headers, which begin with "PK". */
const damageHeader: Mutation = (bytes, at, random) => {
  const header = bytes.indexOf('PK', at) < 0 ? bytes.indexOf('PK') : bytes.indexOf('PK', at);
  const copy = Buffer.from(bytes);
  const field = Math.max(0, header) + 4 + random.below(42);
  const number = random.oneIn(3) ? random.below(2 ** 32) : random.pick(hostileNumbers);
  if (random.oneIn(2) && field + 4 <= copy.length) copy.writeUInt32LE(number, field);
  else if (field + 2 <= copy.length) copy.writeUInt16LE(number % 65_536, field);
  return copy;
};

const mutations: readonly [Mutation, ...Mutation[]] = [
  damageHeader,
  damageHeader,
  damageHeader,
  (bytes, at, random) => {
    const copy = Buffer.from(bytes);
    copy[at] = random.below(256);
    return copy;
  },
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => bytes.subarray(at),
  (bytes, at, random) => splice(bytes, at, at + random.below(64), Buffer.alloc(0)),
  (bytes, at, random) => splice(bytes, at, at, Buffer.alloc(random.below(64), random.below(256))),
  (bytes, at, random) => splice(bytes, at, at, bytes.subarray(random.below(bytes.length))),
];

/** An archive in which one to four things were changed. */
export function mutateZip(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    if (mutated.length > 0)
      mutated = random.pick(mutations)(mutated, random.below(mutated.length), random);
  }
  return mutated;
}
