import { type CheckRecord, listReplies } from '../session/check-record.ts';
import { wasHeard } from '../session/was-heard.ts';
import { breachOf } from './evidence.ts';
import type { Judge, JudgedRecord } from './judge.ts';
import { listExpected } from './sightings.ts';
import { broken, kept, untried, type Verdict } from './verdict.ts';

export const judgeConnects: Judge = (record) => {
  const [first] = listReplies(record);
  if (!first?.exchange) return untried(record.stopped ?? 'No call could be made.');
  if (!first.outcome.ok && !wasHeard(first)) {
    return broken([breachOf(first.outcome.problem, { ...first, about: 'the first call' })]);
  }
  const { response } = first.exchange;
  return kept(response ? `It answered with status ${response.status}.` : 'It answered.');
};

export const judgeAddress: Judge = (record) => {
  const breaches = record.sightings.get('reach-address') ?? [];
  if (breaches.length > 0) return broken(breaches);
  return listReplies(record).some(wasHeard)
    ? kept('Nothing was missing or moved.')
    : untriedSince(record);
};

export const judgeAnswers: Judge = (record) => {
  const [first] = record.asked;
  // What the first rule says already is not said again.
  if (!first?.exchange || (!record.discovery && !wasHeard(first))) return untriedSince(record);
  const breaches = record.sightings.get('reach-answers') ?? [];
  if (breaches.length > 0) return broken(breaches);
  const answered = listExpected(record).filter(({ outcome }) => outcome.ok);
  if (answered.length === 0) return untriedSince(record);
  const inputs = new Set(answered.map(({ input }) => input.name));
  return kept(describeAnnotations(record, inputs.size));
};

/** A rule that could not be tried because the check ended before. */
export function untriedSince({ stopped }: CheckRecord): Verdict {
  return untried(stopped ?? 'No call got so far.');
}

/** What it answered to the first input: the figures by which people know their model. */
function describeAnnotations({ asked }: JudgedRecord, answered: number): string {
  const [first] = asked;
  const inputs = answered === 1 ? '' : ` It answered all ${answered} ordinary inputs.`;
  if (!first?.outcome.ok) return inputs.trim();
  const { annotations, reportedVersion } = first.outcome.value;
  const version = reportedVersion === undefined ? '' : ` It says it is ${reportedVersion}.`;
  const about = first.input.title;
  if (annotations.length === 0) {
    return `It answered without an annotation for ${about}, which may be right.${inputs}${version}`;
  }
  const groups = Map.groupBy(annotations, (one) => `${one.class} (${one.kind})`);
  const found = [...groups].map(([name, { length }]) => `${length} × ${name}`).join(', ');
  const noun = annotations.length === 1 ? 'annotation' : 'annotations';
  return `It answered with ${annotations.length} ${noun} for ${about}: ${found}.${inputs}${version}`;
}
