import { showsWhoCalls, summariseCredentials } from '@patchbay/core/model/credentials.ts';
import { type CheckRecord, listReplies, type Probe } from '../session/check-record.ts';
import { type Breach, breachOf } from './evidence.ts';
import type { Judge } from './judge.ts';
import { untriedSince } from './reach.ts';
import { broken, kept, keptUnless, untried } from './verdict.ts';

export const judgeAccepted: Judge = (record) => {
  const refusals = listReplies(record).flatMap(({ about, outcome, exchange }) =>
    outcome.ok || outcome.problem.code !== 'MODEL_UNAUTHORIZED'
      ? []
      : [breachOf(outcome.problem, { about, exchange })],
  );
  if (refusals.length > 0) return broken(refusals);
  if (!hasSucceeded(record)) return untriedSince(record);
  const { kinds } = summariseCredentials(record.credentials);
  return kinds.length === 0
    ? untried('No credentials were given.')
    : kept(`It did not refuse the credentials (${kinds.join(', ')}).`);
};

export const judgePublic: Judge = (record) => {
  if (hasCredentials(record)) return kept('Credentials were given.');
  const reply = listReplies(record).find(({ exchange }) => isSuccess(exchange?.response?.status));
  if (!reply) return untriedSince(record);
  const message = 'No credentials were given, and it asked for none.';
  return broken([{ ...reply, message }]);
};

export const judgeOpen: Judge = (record) => {
  const strangers = listStrangers(record);
  if (strangers.length === 0) return untriedFor(record);
  if (!strangers.every(isLetIn)) return kept('Strangers are refused.');
  return broken(
    strangers.map((probe) => letInBreach(probe)),
    'It was given credentials but lets everybody in: a wrong secret, and none at all.',
  );
};

export const judgeWrongSecret = judgeStranger('wrong-secret');
export const judgeNoSecret = judgeStranger('no-secret');

function judgeStranger(purpose: 'wrong-secret' | 'no-secret'): Judge {
  return (record) => {
    const strangers = listStrangers(record);
    const probe = strangers.find((one) => one.purpose === purpose);
    if (!probe) return untriedFor(record);
    if (!isLetIn(probe)) return kept(`It was refused${withStatus(probe)}.`);
    if (strangers.every(isLetIn)) return untried('It lets everybody in: see access-open.');
    return broken([letInBreach(probe)]);
  };
}

export const judgeRefusalStatus: Judge = (record) => {
  const refused = listStrangers(record).filter((probe) => !isLetIn(probe));
  if (refused.length === 0) return untriedFor(record);
  const odd = refused.filter((probe) => ![401, 403].includes(statusOf(probe) ?? 0));
  return keptUnless(
    odd.map((probe) => {
      const message = `It was refused${withStatus(probe)}; 401 or 403 was wanted.`;
      return { about: probe.title, exchange: probe.exchange, message };
    }),
    'They were.',
  );
};

/** Calls of somebody whom the endpoint does not know. */
export function listStrangers({ probes }: CheckRecord): Probe[] {
  return probes.filter(({ purpose }) => purpose === 'wrong-secret' || purpose === 'no-secret');
}

function isLetIn({ outcome, reportsFailure }: Probe): boolean {
  return outcome.ok && !reportsFailure;
}

function letInBreach({ title, exchange }: Probe): Breach {
  const message = `${title[0]?.toUpperCase()}${title.slice(1)} was answered like any other.`;
  return { about: title, exchange, message };
}

function untriedFor(record: CheckRecord) {
  return hasCredentials(record) ? untriedSince(record) : untried('No credentials were given.');
}

function hasCredentials({ credentials }: CheckRecord): boolean {
  return showsWhoCalls(credentials);
}

function hasSucceeded(record: CheckRecord): boolean {
  return listReplies(record).some(({ exchange }) => isSuccess(exchange?.response?.status));
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status < 300;
}

function statusOf({ exchange }: Probe): number | undefined {
  return exchange.response?.status;
}

function withStatus(probe: Probe): string {
  const status = statusOf(probe);
  return status === undefined ? ' without an answer' : ` with status ${status}`;
}
