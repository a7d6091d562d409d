import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { makeExcerpt } from '../../response/excerpt.ts';
import type { UnusualPurpose } from '../inputs/test-inputs.ts';
import type { Asked } from '../session/check-record.ts';
import { breachOf } from './evidence.ts';
import type { Judge } from './judge.ts';
import { ruleOfProblem } from './rule-of-code.ts';
import { broken, kept, keptUnless, untried } from './verdict.ts';

/** By these an endpoint says in words that it will not take an input. */
const refusals = new Set<ErrorCode>([
  'MODEL_REQUEST_REJECTED',
  'MODEL_REPORTED_FAILURE',
  'MODEL_REFUSED_CONTENT',
]);

/** A rule about inputs that must be answered: what is wrong in the answers, other rules tell. */
export function judgeAnswered(purpose: UnusualPurpose, rule: RuleId): Judge {
  return (record) => {
    const asked = askedFor(record, purpose);
    if (asked.length === 0)
      return untried(record.stopped ?? 'It is not asked about such an input.');
    const breaches = record.sightings.get(rule) ?? [];
    if (breaches.length > 0 && record.sightings.has('reach-answers')) {
      return untried('Ordinary inputs are not all answered either: see reach-answers.');
    }
    return keptUnless(breaches, describe(asked));
  };
}

/**
 * A rule about inputs that may be refused, as long as it is done in words. What goes wrong with ordinary
 * inputs, too, is told by its own rule.
 */
export function judgeBorne(purpose: UnusualPurpose): Judge {
  return (record) => {
    const asked = askedFor(record, purpose);
    if (asked.length === 0)
      return untried(record.stopped ?? 'It is not asked about such an input.');
    const fallen = asked.flatMap(({ input, outcome, exchange }) => {
      if (outcome.ok || refusals.has(outcome.problem.code)) return [];
      const { problem } = outcome;
      const isUsual = record.sightings.has(ruleOfProblem(problem, exchange?.response?.body ?? ''));
      return isUsual ? [] : [breachOf(problem, { about: input.title, exchange })];
    });
    return keptUnless(fallen, describe(asked));
  };
}

export const judgeByUrl: Judge = ({ offered, asked }) => {
  if (offered === null) return untried('Images are sent in the requests.');
  const [first] = asked;
  const missed = offered.find((image) => !image.wasFetched());
  if (!missed || !first) return kept(`${offered.length} images were fetched.`);
  const message = `Nobody came for ${missed.url}.`;
  const problem = first.outcome.ok ? undefined : first.outcome.problem;
  const { input, exchange } = first;
  return broken([{ about: input.title, exchange, message, ...(problem && { problem }) }]);
};

function askedFor(record: { readonly asked: readonly Asked[] }, purpose: UnusualPurpose): Asked[] {
  return record.asked.filter((one) => one.purpose === purpose && one.exchange !== null);
}

function describe(asked: readonly Asked[]): string {
  const [refused] = asked.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.problem]));
  return refused ? `It was refused: ${makeExcerpt(refused.message, 200)}` : 'It was answered.';
}
