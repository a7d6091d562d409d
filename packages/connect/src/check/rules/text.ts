import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { type Judge, nothingRead } from './judge.ts';
import { listAlone } from './sightings.ts';
import { broken, kept, untried } from './verdict.ts';

/** A rule about the places that spans name. Where no spans can be listed, what reading them brought counts. */
export function judgeSpans(rule: RuleId): Judge {
  return (record) => {
    const { count } = record.spans;
    const found = count === 0 ? record.sightings : record.spans.breaches;
    const breaches = found.get(rule) ?? [];
    if (breaches.length > 0) return broken(breaches);
    const alone = listAlone(record);
    if (alone.every(({ exchange }) => !exchange?.response)) return nothingRead(record);
    if (alone.every(({ input }) => !('text' in input.row))) {
      return untried('It was asked about something else than texts.');
    }
    return count === 0
      ? untried('It marked nothing. Give the check texts of your own, in which it does.')
      : kept(count === 1 ? 'One span was looked at.' : `${count} spans were looked at.`);
  };
}
