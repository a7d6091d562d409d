import { busyMs } from './busy-ms.ts';
import { mutateSample, type Sample } from './mutate-case.ts';
import { createRandom } from './random.ts';

/** Something that reads payloads of others, and what it has to keep to. */
export interface FuzzTarget<Start extends Sample, Result> {
  readonly name: string;
  /** Valid payloads, with what reading them needs. */
  readonly samples: readonly [Start, ...Start[]];
  read(payload: string, start: Start): Result;
  /** What is wrong with a result; null where it is sound. */
  findFault(result: Result, payload: string, start: Start): string | null;
  /** How long reading one payload may take, where that is not {@link longestMs}. */
  readonly longestMs?: number;
}

/** One payload is never read for longer than this, in milliseconds. */
export const longestMs = 50;

/** The heap never holds more than this, in bytes, beyond what it held before: results are let go. */
const largestGrowth = 300_000_000;

/** The seed of this run: PATCHBAY_FUZZ_SEED where somebody wants a run once more. */
export const fuzzSeed = Number(process.env.PATCHBAY_FUZZ_SEED ?? Date.now() % 2 ** 31);

/**
 * Reads as many mutated payloads as wanted, each drawn from the seed and its own number.
 * @throws Error with the seed and the number of the case, where reading throws, gives an unsound result
 * or takes too long.
 */
export function fuzz<Start extends Sample, Result>(
  target: FuzzTarget<Start, Result>,
  count: number,
  seed = fuzzSeed,
): void {
  const started = performance.now();
  const heapBefore = process.memoryUsage().heapUsed;
  let slowestMs = 0;
  let growth = 0;
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(seed + Math.imul(index, 0x9e3779b1));
    const start = random.pick(target.samples);
    const payload = mutateSample(start, random.pick(target.samples), random);
    try {
      slowestMs = Math.max(slowestMs, readOnce(target, payload, start));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `${target.name}, case ${index} of PATCHBAY_FUZZ_SEED=${seed}: ${reason}; it read ${excerpt(payload)}`;
      throw new Error(message, { cause });
    }
    if (index % 500 === 0) growth = Math.max(growth, process.memoryUsage().heapUsed - heapBefore);
    if (growth > largestGrowth) {
      throw new Error(
        `${target.name}: the heap grew by ${growth} bytes by case ${index} of ${seed}`,
      );
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${target.name}: ${count} cases in ${seconds} s, slowest ${slowestMs.toFixed(1)} ms, ` +
      `heap +${(growth / 1e6).toFixed(0)} MB, PATCHBAY_FUZZ_SEED=${seed}\n`,
  );
}

/** Reads a payload and judges the result; how long reading took, in milliseconds. */
function readOnce<Start extends Sample, Result>(
  target: FuzzTarget<Start, Result>,
  payload: string,
  start: Start,
): number {
  const mostMs = target.longestMs ?? longestMs;
  const begun = performance.now();
  const result = target.read(payload, start);
  let ms = performance.now() - begun;
  // Time in which the machine let others run is none of ours: the best of three attempts more counts.
  for (let attempt = 0; ms > mostMs && attempt < 3; attempt += 1) {
    const again = busyMs();
    target.read(payload, start);
    ms = Math.min(ms, busyMs() - again);
  }
  if (ms > mostMs) throw new Error(`it took ${ms.toFixed(0)} ms; ${mostMs} are the most`);
  const fault = target.findFault(result, payload, start);
  if (fault !== null) throw new Error(fault);
  return ms;
}

function excerpt(payload: string): string {
  const written = JSON.stringify(payload);
  return written.length > 1500
    ? `${payload.length} characters: ${written.slice(0, 1500)}…`
    : written;
}
