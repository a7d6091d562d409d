import { type Spread, spreadOf } from './spread.ts';

/** Something that is done, at once or by and by; its result is kept alive so that no compiler leaves it out. */
export type Action = () => unknown;

/** Two ways to do one thing, measured in turn in one run. */
export interface Comparison {
  /** What is done. */
  readonly name: string;
  /** What a call of either way handles: so many masks, megabytes, … */
  readonly amount: number;
  /** What `amount` counts, as in `masks`. */
  readonly unit: string;
  /** Our way. Where it gives a promise, it is done when that is kept. */
  readonly subject: Action;
  /** What it is measured against. */
  readonly reference: Action;
  /** What the reference is, in words. */
  readonly against: string;
  readonly targets?: Targets;
  /** What is too little, where less than the targets may do. */
  readonly floors?: Targets;
}

/** What was asked of the median. */
export interface Targets {
  /** The subject handles at least so much of the unit in a second. */
  readonly perSecond?: number;
  /** A call of the subject takes at most so long. */
  readonly milliseconds?: number;
  /** The subject is at least so many times as fast as the reference. */
  readonly ratio?: number;
}

export interface Figures {
  readonly name: string;
  readonly unit: string;
  readonly against: string;
  /** Of the unit in a second, by our way. */
  readonly perSecond: Spread;
  /** For one call of our way. */
  readonly milliseconds: Spread;
  /** Of the unit in a second, by the reference. */
  readonly referencePerSecond: Spread;
  /** How many times as fast as the reference, round by round. */
  readonly ratio: Spread;
  /**
   * How much of a processor this process had while it measured, up to 1. With less, something else ran
   * there, and all figures but the ratio are too low by about so much.
   */
  readonly processorShare: number;
  /** As `ratio`, of the time in which a processor worked for this process: other processes disturb it least. */
  readonly processorRatio: Spread;
  readonly targets: Targets;
  readonly targetsMet: boolean;
  readonly floors: Targets;
  readonly floorsMet: boolean;
}

/** Each way runs so long in a round, and once before the first. */
const roundMs = 250;

/** Holds the last result: what is written to an object that lives on is done, not left out by a compiler. */
const kept: { result: unknown } = { result: null };

/** Runs both ways in turn, round by round. */
export async function measure(comparison: Comparison, rounds: number): Promise<Figures> {
  const { name, unit, against, amount, targets = {}, floors = {} } = comparison;
  const subjectCalls = await callsOfOneRound(comparison.subject);
  const referenceCalls = await callsOfOneRound(comparison.reference);
  const subject: Timing[] = [];
  const reference: Timing[] = [];
  for (let round = 0; round < rounds; round += 1) {
    subject.push(await timeCalls(comparison.subject, subjectCalls));
    reference.push(await timeCalls(comparison.reference, referenceCalls));
  }
  const perSecond = spreadOf(subject.map(({ ms }) => (amount / ms) * 1000));
  const milliseconds = spreadOf(subject.map(({ ms }) => ms));
  const ratioOf = (pick: (timing: Timing) => number) =>
    spreadOf(
      reference.map(
        (timing, round) =>
          pick(timing) / pick(subject[round] ?? { ms: Number.NaN, busyMs: Number.NaN }),
      ),
    );
  const ratio = ratioOf(({ ms }) => ms);
  const meets = (wanted: Targets) =>
    perSecond.median >= (wanted.perSecond ?? 0) &&
    milliseconds.median <= (wanted.milliseconds ?? Infinity) &&
    ratio.median >= (wanted.ratio ?? 0);
  return {
    name,
    unit,
    against,
    perSecond,
    milliseconds,
    referencePerSecond: spreadOf(reference.map(({ ms }) => (amount / ms) * 1000)),
    ratio,
    processorShare: shareOf([...subject, ...reference]),
    processorRatio: ratioOf(({ busyMs: busy }) => busy),
    targets,
    targetsMet: meets(targets),
    floors,
    floorsMet: meets(floors),
  };
}

/** What one call took, on the clock and of a processor. */
interface Timing {
  readonly ms: number;
  readonly busyMs: number;
}

/** Warms a way up and finds how many calls fill a round. */
async function callsOfOneRound(action: Action): Promise<number> {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < roundMs) {
    kept.result = await action();
    calls += 1;
  }
  const { ms } = await timeCalls(action, Math.ceil(calls / 2));
  return Math.max(1, Math.round(roundMs / ms));
}

async function timeCalls(action: Action, calls: number): Promise<Timing> {
  const [started, busyBefore] = [performance.now(), busyMs()];
  for (let call = 0; call < calls; call += 1) {
    const result = action();
    // What is done at once is not waited for: a turn of the event loop would be measured with it.
    kept.result = result instanceof Promise ? await result : result;
  }
  return {
    ms: (performance.now() - started) / calls,
    busyMs: (busyMs() - busyBefore) / calls,
  };
}

function shareOf(timings: readonly Timing[]): number {
  const sum = (pick: (timing: Timing) => number) =>
    timings.reduce((total, timing) => total + pick(timing), 0);
  return Math.min(1, sum(({ busyMs: busy }) => busy) / sum(({ ms }) => ms));
}

/** Time in which a processor worked for this thread. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
