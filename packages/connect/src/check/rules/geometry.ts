import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { CheckRecord } from '../session/check-record.ts';
import { type Judge, judgeBySight, nothingRead } from './judge.ts';
import { listShapes } from './shapes.ts';
import { listRead } from './sightings.ts';
import { broken, kept, untried, type Verdict } from './verdict.ts';

export const judgeInside: Judge = (record) => {
  const { coordinates, sightings } = record;
  if (coordinates && sightings.has('geometry-inside')) {
    return untried(`What lies outside is explained by ${coordinates.rule}.`);
  }
  return judgeShapes('geometry-inside')(record);
};

/** A rule that shows where shapes are read; there must have been some. */
export function judgeShapes(rule: RuleId): Judge {
  return (record) => {
    const verdict = judgeBySight(rule)(record);
    return verdict.kind === 'kept' ? withShapes(record, verdict) : verdict;
  };
}

/** A rule that is broken where it alone explains all coordinates. */
export function judgeReading(rule: RuleId): Judge {
  return (record) => {
    const { coordinates } = record;
    if (coordinates?.rule === rule) return broken(coordinates.breaches);
    const count = listShapes(record).length;
    return withShapes(
      record,
      kept(count === 1 ? 'One shape was looked at.' : `${count} shapes were looked at.`),
    );
  };
}

export const judgeMask: Judge = judgeMasks('geometry-mask');
export const judgeMaskSize: Judge = judgeMasks('geometry-mask-size');

function judgeMasks(rule: 'geometry-mask' | 'geometry-mask-size'): Judge {
  return (record) => {
    const breaches = record.sightings.get(rule) ?? [];
    if (breaches.length > 0) return broken(breaches);
    const masks = listRead(record).flatMap(({ outcome }) =>
      outcome.ok ? outcome.value.annotations.filter(({ kind }) => kind === 'mask') : [],
    );
    if (listRead(record).length === 0) return nothingRead(record);
    return masks.length === 0
      ? untried('It answered no mask.')
      : kept(`${masks.length === 1 ? 'One mask was' : `${masks.length} masks were`} looked at.`);
  };
}

/** Nothing can be said of coordinates where nothing was drawn. */
function withShapes(record: CheckRecord, verdict: Verdict): Verdict {
  const read = listRead(record);
  if (read.length === 0) return nothingRead(record);
  if (read.every(({ input }) => !('size' in input.row))) {
    return untried('It was asked about something else than images.');
  }
  return listShapes(record).length > 0
    ? verdict
    : untried('It drew nothing. Give the check inputs of your own, on which it finds something.');
}
