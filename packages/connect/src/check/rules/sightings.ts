import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { type Asked, type CheckRecord, type Reply, responseOf } from '../session/check-record.ts';
import { type Breach, breachOf } from './evidence.ts';
import { ruleOfProblem, ruleOfWarning } from './rule-of-code.ts';

/** Breaches by rule, in the order in which they were seen. */
export type Sightings = ReadonlyMap<RuleId, readonly Breach[]>;

/** Inputs that every endpoint has to answer, and answer well. */
const expected = new Set<Asked['purpose']>(['ordinary', 'again', 'blank', 'unicode']);

/** Inputs that were sent so that other things than their answers can be judged. */
const repeated = new Set<Asked['purpose']>(['parallel', 'last']);

/** Answers that ought to be right: all to inputs that have to be answered. */
export function listExpected(record: CheckRecord): Asked[] {
  return record.asked.filter(({ purpose, exchange }) => exchange && expected.has(purpose));
}

/** Answers whose content is judged, read or not: each input as often as it was asked alone. */
export function listAlone(record: CheckRecord): Asked[] {
  return record.asked.filter(({ purpose }) => !repeated.has(purpose));
}

/** Those of them that could be read. */
export function listRead(record: CheckRecord): Asked[] {
  return listAlone(record).filter(({ outcome }) => outcome.ok);
}

/** Sorts what reading the answers brought, problems and warnings, by the rules that they break. */
export function collectSightings(record: CheckRecord): Sightings {
  const found: [RuleId, Breach][] = [];
  for (const asked of listExpected(record)) found.push(...sightProblem(asked));
  for (const asked of listRead(record)) found.push(...sightWarnings(asked, asked.input.title));
  if (record.discovery) found.push(...sightWarnings(record.discovery, 'the list of classes'));
  for (const asked of listExpected(record)) found.push(...sightDeviations(asked, record));
  const byRule = Map.groupBy(found, ([rule]) => rule);
  return new Map([...byRule].map(([rule, list]) => [rule, list.map(([, breach]) => breach)]));
}

function sightProblem({ purpose, input, outcome, exchange }: Asked): [RuleId, Breach][] {
  if (outcome.ok) return [];
  const rule = ruleOfProblem(outcome.problem, exchange?.response?.body ?? '');
  const isUnanswered = rule === 'reach-answers';
  const blamed = isUnanswered && purpose === 'blank' ? 'input-blank' : rule;
  const own = isUnanswered && purpose === 'unicode' ? 'input-unicode' : blamed;
  return [[own, breachOf(outcome.problem, { about: input.title, exchange })]];
}

function sightWarnings({ outcome, exchange }: Reply<unknown>, about: string): [RuleId, Breach][] {
  if (!outcome.ok) return [];
  return outcome.warnings.flatMap(({ code, message, pointer }): [RuleId, Breach][] => {
    const rule = ruleOfWarning[code];
    return rule === null ? [] : [[rule, { about, exchange, message, pointer }]];
  });
}

function sightDeviations(asked: Asked, record: CheckRecord): [RuleId, Breach][] {
  const { input, exchange } = asked;
  const response = responseOf(asked);
  const found = (response && record.protocol.conformance?.findDeviations?.(response)) ?? [];
  return found.map(({ rule, message, pointer }) => [
    rule,
    { about: input.title, exchange, message, pointer },
  ]);
}
