import { type Spread, spreadOf } from './spread.ts';

/** Two ways to do one thing, measured in turn in one run. */
export interface Comparison {
  /** What is done. */
  readonly name: string;
  /** What a call of either way handles: so many masks, megabytes, … */
  readonly amount: number;
  /** What `amount` counts, as in `masks`. */
  readonly unit: string;
  /** Our way. Its result is kept alive so that no compiler leaves the work out. */
  readonly subject: () => unknown;
  /** What it is measured against. */
  readonly reference: () => unknown;
  /** What the reference is, in words. */
  readonly against: string;
  readonly targets?: Targets;
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
  readonly targets: Targets;
  readonly targetsMet: boolean;
}

/** Each way runs so long in a round, and once before the first. */
const roundMs = 250;

/** Holds the last result: what is written to an object that lives on is done, not left out by a compiler. */
const kept: { result: unknown } = { result: null };

/** Runs both ways in turn, round by round. */
export function measure(comparison: Comparison, rounds: number): Figures {
  const { name, unit, against, amount, targets = {} } = comparison;
  const subjectCalls = callsOfOneRound(comparison.subject);
  const referenceCalls = callsOfOneRound(comparison.reference);
  const subject: number[] = [];
  const reference: number[] = [];
  const [started, busyBefore] = [performance.now(), busyMs()];
  for (let round = 0; round < rounds; round += 1) {
    subject.push(msOfOneCall(comparison.subject, subjectCalls));
    reference.push(msOfOneCall(comparison.reference, referenceCalls));
  }
  const processorShare = Math.min(1, (busyMs() - busyBefore) / (performance.now() - started));
  const rates = (times: readonly number[]) => spreadOf(times.map((ms) => (amount / ms) * 1000));
  const perSecond = rates(subject);
  const milliseconds = spreadOf(subject);
  const ratio = spreadOf(subject.map((ms, round) => (reference[round] ?? Number.NaN) / ms));
  const targetsMet =
    perSecond.median >= (targets.perSecond ?? 0) &&
    milliseconds.median <= (targets.milliseconds ?? Infinity) &&
    ratio.median >= (targets.ratio ?? 0);
  const referencePerSecond = rates(reference);
  return {
    name,
    unit,
    against,
    perSecond,
    milliseconds,
    referencePerSecond,
    ratio,
    processorShare,
    targets,
    targetsMet,
  };
}

/** Warms a way up and finds how many calls fill a round. */
function callsOfOneRound(action: () => unknown): number {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < roundMs) {
    kept.result = action();
    calls += 1;
  }
  const ms = msOfOneCall(action, Math.ceil(calls / 2));
  return Math.max(1, Math.round(roundMs / ms));
}

function msOfOneCall(action: () => unknown, calls: number): number {
  const started = performance.now();
  for (let call = 0; call < calls; call += 1) kept.result = action();
  return (performance.now() - started) / calls;
}

/** Time in which a processor worked for this thread. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
