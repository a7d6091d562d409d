import type { Exchange } from '../../exchange.ts';
import type { Probe, ProbePurpose } from '../session/check-record.ts';
import type { Judge } from './judge.ts';
import { untriedSince } from './reach.ts';
import { broken, kept, keptUnless } from './verdict.ts';

/** A rule about a request that should be refused. */
export function judgeRefusal(
  purpose: ProbePurpose,
  { allowsFailure }: { readonly allowsFailure: boolean },
): Judge {
  return (record) => {
    const probe = record.probes.find((one) => one.purpose === purpose);
    if (!probe) return untriedSince(record);
    const fault = findFault(probe, allowsFailure);
    if (fault === null) return kept(describeRefusal(probe));
    return broken([{ about: probe.title, exchange: probe.exchange, message: fault }]);
  };
}

/** What is wrong with how a request was taken that should be refused; null where it is right. */
function findFault({ outcome, exchange, reportsFailure }: Probe, allowsFailure: boolean) {
  const status = exchange.response?.status;
  if (outcome.ok) {
    if (reportsFailure && allowsFailure) return null;
    return `It was answered with status ${status}, as if it were right; 4xx was wanted.`;
  }
  if (status === undefined) return outcome.problem.message;
  return status >= 400 && status < 500
    ? null
    : `It was answered with status ${status}; 4xx was wanted.`;
}

function describeRefusal({ outcome, exchange }: Probe): string {
  return outcome.ok
    ? 'It was answered with a failure in words of the contract.'
    : `It was refused with status ${exchange.response?.status}.`;
}

export const judgePage: Judge = (record) => {
  const refused = record.probes.filter(({ outcome, exchange }) => !outcome.ok && exchange.response);
  if (refused.length === 0) return untriedSince(record);
  const pages = refused.filter(({ exchange }) => isPage(exchange));
  return keptUnless(
    pages.map(({ title, exchange }) => {
      const message = 'The refusal is an HTML page.';
      return { about: title, exchange, message };
    }),
    `${refused.length} refusals looked at.`,
  );
};

function isPage({ response }: Exchange): boolean {
  if (!response) return false;
  const isHtml = /^(?:text\/html|application\/xhtml)/i.test(response.headers['content-type'] ?? '');
  return isHtml || response.body.trimStart().startsWith('<');
}
