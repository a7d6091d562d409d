import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { makeExcerpt } from '../../response/excerpt.ts';
import type { Asked, CheckRecord } from '../session/check-record.ts';
import { type Breach, breachOf } from './evidence.ts';
import type { Judge } from './judge.ts';
import { untriedSince } from './reach.ts';
import { broken, kept, keptUnless, untried } from './verdict.ts';

export const judgeSame: Judge = (record) => {
  const [first] = record.asked;
  const again = record.asked.filter(({ purpose, outcome }) => purpose === 'again' && outcome.ok);
  if (!first?.outcome.ok || again.length === 0) return untriedSince(record);
  return keptUnless(findDifferences(record), `It was answered ${again.length + 1} times alike.`);
};

/** Answers to the first input that differ from its first answer. */
function findDifferences({ asked }: CheckRecord): Breach[] {
  const [first, ...others] = asked;
  const again = others.filter(({ purpose }) => purpose === 'again');
  if (!first?.outcome.ok) return [];
  const { annotations } = first.outcome.value;
  return again.flatMap(({ input, outcome, exchange }) => {
    const difference = outcome.ok
      ? describeDifference(annotations, outcome.value.annotations)
      : null;
    if (difference === null) return [];
    return [{ about: input.title, exchange, message: difference }];
  });
}

/** What differs between two answers to one input; null where nothing does. */
function describeDifference(
  one: readonly Annotation[],
  other: readonly Annotation[],
): string | null {
  if (one.length !== other.length) {
    return `The same input got ${one.length} annotations once and ${other.length} another time.`;
  }
  const [before, after] = [one.map(write).sort(), other.map(write).sort()];
  const index = before.findIndex((text, position) => text !== after[position]);
  if (index === -1) return null;
  const [first, second] = [before[index] ?? '', after[index] ?? ''].map((text) =>
    makeExcerpt(text, 160),
  );
  return `The same input got ${first} once and ${second} another time.`;
}

function write(annotation: Annotation): string {
  return JSON.stringify(annotation);
}

export const judgeRecovers: Judge = (record) => {
  const last = record.asked.find(({ purpose }) => purpose === 'last');
  const [first] = record.asked;
  if (!last || !first) return untriedSince(record);
  if (!first.outcome.ok) return untried('It did not answer this input the first time either.');
  const { outcome, input, exchange } = last;
  return outcome.ok
    ? kept('It was answered as at the beginning.')
    : broken([breachOf(outcome.problem, { about: `${input.title}, at the end`, exchange })]);
};

export const judgeParallel: Judge = (record) => {
  const parallel = listParallel(record);
  if (parallel.length === 0) return untried(record.stopped ?? record.notAtOnce ?? 'Not tried.');
  const failed = parallel.flatMap((asked, index) =>
    asked.outcome.ok || isBusy(asked)
      ? []
      : [
          breachOf(asked.outcome.problem, {
            about: `${asked.input.title}, call ${index + 1} of ${parallel.length} at once`,
            exchange: asked.exchange,
          }),
        ],
  );
  return keptUnless(failed, `${parallel.length} calls at once were answered.`);
};

export const judgeBusy: Judge = (record) => {
  const parallel = listParallel(record);
  if (parallel.length === 0) return untried(record.stopped ?? record.notAtOnce ?? 'Not tried.');
  const busy = parallel.filter(isBusy);
  const [first] = busy;
  if (!first || first.outcome.ok) return kept('None of them was refused as busy.');
  const message = `${busy.length} of ${parallel.length} calls at once were refused as busy.`;
  return broken([breachOf(first.outcome.problem, { ...first, about: 'calls at once' })], message);
};

export const judgeMixed: Judge = (record) => {
  const parallel = listParallel(record).filter(({ outcome }) => outcome.ok);
  if (parallel.length === 0) return untried(record.stopped ?? record.notAtOnce ?? 'Not tried.');
  if (findDifferences(record).length > 0) {
    return untried('The same input is not always answered the same: see repeat-same.');
  }
  const alone = answersAlone(record);
  if (new Set(alone.values()).size < 2) {
    return untried('All inputs are answered the same, so that nothing would be seen.');
  }
  const mixed = parallel.flatMap(({ input, outcome, exchange }) => {
    const own = alone.get(input.name);
    const answered = outcome.ok ? writeAll(outcome.value.annotations) : '';
    if (own === undefined || answered === own) return [];
    const [owner] = [...alone].find(([, answer]) => answer === answered) ?? [];
    const message =
      owner === undefined
        ? 'It was answered otherwise than alone.'
        : `It got the answer that belongs to "${owner}".`;
    return [{ about: `${input.title}, at once`, exchange, message }];
  });
  return keptUnless(mixed, `${parallel.length} answers were those of their inputs.`);
};

/** By name of an input, its answer when it was asked alone. */
function answersAlone({ asked }: CheckRecord): Map<string, string> {
  const alone = new Map<string, string>();
  for (const { purpose, input, outcome } of asked) {
    if (purpose === 'parallel' || !outcome.ok || alone.has(input.name)) continue;
    alone.set(input.name, writeAll(outcome.value.annotations));
  }
  return alone;
}

function writeAll(annotations: readonly Annotation[]): string {
  return annotations.map(write).sort().join('\n');
}

function listParallel({ asked }: CheckRecord): Asked[] {
  return asked.filter(({ purpose }) => purpose === 'parallel');
}

function isBusy({ outcome }: Asked): boolean {
  return !outcome.ok && outcome.problem.code === 'MODEL_OVERLOADED';
}
