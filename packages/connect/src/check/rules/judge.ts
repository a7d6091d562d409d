import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { CheckRecord } from '../session/check-record.ts';
import { type CoordinateReading, findCoordinateReading } from './coordinate-reading.ts';
import { collectSightings, listRead, type Sightings } from './sightings.ts';
import { readSpans, type SpanReadings } from './text-readings.ts';
import { broken, kept, untried, type Verdict } from './verdict.ts';

/** What a rule is judged by: the record, and what several rules look for in it. */
export interface JudgedRecord extends CheckRecord {
  readonly sightings: Sightings;
  readonly coordinates: CoordinateReading | null;
  readonly spans: SpanReadings;
}

export function prepareRecord(record: CheckRecord): JudgedRecord {
  return {
    ...record,
    sightings: collectSightings(record),
    coordinates: findCoordinateReading(record),
    spans: readSpans(record),
  };
}

/** Looks at what was seen and says whether one rule was kept. */
export type Judge = (record: JudgedRecord) => Verdict;

/** A rule that is broken wherever reading an answer brought its problem or its warning. */
export function judgeBySight(rule: RuleId): Judge {
  return (record) => {
    const breaches = record.sightings.get(rule) ?? [];
    if (breaches.length > 0) return broken(breaches);
    const count = listRead(record).length;
    return count === 0 ? nothingRead(record) : kept(describeAnswers(count));
  };
}

export function nothingRead({ stopped }: CheckRecord): Verdict {
  return untried(stopped ?? 'No answer could be read.');
}

export function describeAnswers(count: number): string {
  return count === 1 ? 'One answer was looked at.' : `${count} answers were looked at.`;
}
