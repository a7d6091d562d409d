import type { Evidence } from '@patchbay/core/conformance/check-report.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Exchange } from '../../exchange.ts';
import { makeExcerpt } from '../../response/excerpt.ts';
import { excerptAt } from './excerpt-at.ts';

/** One place where a rule was broken: in the answer to what, and what was seen there. */
export interface Breach {
  /** What was asked about, such as `the test text`. */
  readonly about: string;
  readonly exchange: Exchange | null;
  readonly message: string;
  /** JSON pointer into the answer; left out where no single place is meant. */
  readonly pointer?: string;
  readonly problem?: Problem;
}

/** A problem as a breach: its words, and the place that it names. */
export function breachOf(
  problem: Problem,
  { about, exchange }: Pick<Breach, 'about' | 'exchange'>,
): Breach {
  const { pointer } = problem.details ?? {};
  const place = typeof pointer === 'string' ? { pointer } : {};
  return { about, exchange, message: problem.message, problem, ...place };
}

/** Shows what was sent and what came, shortened, with a sentence about it. */
export function showBreach({ about, exchange, message, pointer }: Breach): Evidence {
  const { request, response, latencyMs } = exchange ?? {};
  return {
    about,
    message: makeExcerpt(message, 600),
    pointer: pointer ?? null,
    sent: request
      ? {
          method: request.method,
          url: request.url,
          body: request.body === null ? null : makeExcerpt(JSON.stringify(request.body)),
        }
      : null,
    received: response
      ? {
          status: response.status,
          contentType: response.headers['content-type'] ?? null,
          body: excerptAt(response.body, pointer),
        }
      : null,
    latencyMs: latencyMs ?? null,
  };
}
