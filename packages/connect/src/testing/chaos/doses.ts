import { createHash } from 'node:crypto';
import type { ChaosCall } from './chaos-call.ts';
import type { Fault } from './fault.ts';

/** Decides which calls of an address meet its fault. */
export type IsSpoiled = (fault: Fault, call: ChaosCall) => boolean;

/**
 * How many of the calls go wrong, as the query says; all of them where it says nothing. What is left is
 * answered rightly.
 *
 * - `share=0.05`: this share of them, chosen by `seed`, key and attempt, so that a run can be repeated
 * - `first=2`: the first two attempts for each item
 * - `after=100`: all but the first hundred calls of the address
 * - `rate=10`: those beyond ten in a second
 * - `token=…`: those that do not carry this bearer token
 */
export function createDoses(): IsSpoiled {
  const counts = new Map<string, number>();
  const recent = new Map<string, number[]>();

  function isBeyond(address: string, rate: number): boolean {
    const now = performance.now();
    const served = (recent.get(address) ?? []).filter((at) => at > now - 1000);
    recent.set(address, served);
    if (served.length >= rate) return true;
    served.push(now);
    return false;
  }

  return ({ parameters: usual }, call) => {
    const { request, parameters, key, attempt } = call;
    const read = (name: string) => parameters.get(name) ?? usual?.[name] ?? null;
    const address = request.url ?? '';
    const [share, first, after, rate] = ['share', 'first', 'after', 'rate'].map(read);
    const token = read('token');
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (first && attempt > Number(first)) return false;
    if (after && count <= Number(after)) return false;
    if (token && request.headers.authorization === `Bearer ${token}`) return false;
    if (share && draw(read('seed') ?? '', key, attempt) >= Number(share)) return false;
    return !rate || isBeyond(address, Number(rate));
  };
}

/** A number from 0 up to, not including, 1, that is the same for the same words. */
export function draw(...words: readonly (string | number)[]): number {
  return createHash('sha1').update(words.join('\n')).digest().readUInt32BE(0) / 2 ** 32;
}
