import { type AnnotationKind, drawnKinds } from '@patchbay/core/annotation/annotation.ts';
import { type Asked, responseOf } from '../session/check-record.ts';
import type { Breach } from './evidence.ts';
import { describeAnswers, type Judge, type JudgedRecord, nothingRead } from './judge.ts';
import { listExpected, listRead } from './sightings.ts';
import { broken, kept, keptUnless, untried } from './verdict.ts';

/** Fewer confidences may all be 1 by chance. */
const fewestTelling = 5;

const scoredKinds = new Set<AnnotationKind>([...drawnKinds, 'entity']);

export const judgeRange: Judge = (record) => {
  if (findPercent(record).length > 0) return untried('They are percent: see confidence-percent.');
  const breaches = record.sightings.get('confidence-range') ?? [];
  if (breaches.length > 0) return broken(breaches);
  const read = listRead(record);
  return read.length === 0 ? nothingRead(record) : kept(describeAnswers(read.length));
};

export const judgePercent: Judge = (record) => {
  const breaches = findPercent(record);
  if (breaches.length > 0) return broken(breaches);
  const read = listRead(record);
  return read.length === 0 ? nothingRead(record) : kept(describeAnswers(read.length));
};

/** Confidences of all answers that are percent: all up to 100, most beyond 1. */
function findPercent(record: JudgedRecord): Breach[] {
  const written = listExpected(record).flatMap((asked) => {
    const response = responseOf(asked);
    const list = (response && record.protocol.conformance?.listConfidences?.(response)) ?? [];
    return list.map(({ value, pointer }) => ({ asked, value, pointer }));
  });
  const beyond = written.filter(({ value }) => value > 1);
  const isPercent =
    beyond.length > written.length / 2 && written.every(({ value }) => value >= 0 && value <= 100);
  if (!isPercent) return [];
  return beyond.map(({ asked: { input, exchange }, value, pointer }) => {
    const message = `The confidence is ${value}; all of them are up to 100.`;
    return { about: input.title, exchange, message, pointer };
  });
}

export const judgeGiven: Judge = (record) => {
  if (!record.protocol.conformance?.listConfidences) {
    return untried('This contract has no place for them.');
  }
  const read = listRead(record);
  if (read.length === 0) return nothingRead(record);
  const scored = read.flatMap(listScored);
  if (scored.length === 0) return untried('It marked and drew nothing.');
  const missing = scored.filter(({ confidence }) => confidence === null);
  return keptUnless(
    missing.map(({ asked, name }) => {
      const message = `"${name}" came without a confidence.`;
      return { about: asked.input.title, exchange: asked.exchange, message };
    }),
    'All of them have one.',
  );
};

export const judgeVaried: Judge = (record) => {
  const read = listRead(record);
  if (read.length === 0) return nothingRead(record);
  const scored = read.filter(({ purpose }) => purpose !== 'again').flatMap(listScored);
  const answers = new Set(scored.map(({ asked }) => asked.input.name));
  if (scored.length < fewestTelling || answers.size < 2) {
    return untried('Too few annotations came to tell.');
  }
  if (scored.some(({ confidence }) => confidence !== 1)) return kept('They differ.');
  const message = `All ${scored.length} annotations have the confidence 1.`;
  const [first] = scored;
  const { input, exchange } = first?.asked ?? {};
  return broken([{ about: input?.title ?? '', exchange: exchange ?? null, message }]);
};

function listScored(asked: Asked) {
  if (!asked.outcome.ok) return [];
  return asked.outcome.value.annotations
    .filter(({ kind }) => scoredKinds.has(kind))
    .map((one) => ({ asked, name: one.class, confidence: one.confidence }));
}
