import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import { forEachText } from '@patchbay/protocols/answer/annotation-texts.ts';
import type { ModelAnswer } from '@patchbay/protocols/prediction-protocol.ts';
import type { Exchange } from './exchange.ts';
import { createQuoteRedactor, escapesLetters, hideAnswer, hideSpelled } from './hide-spelled.ts';
import { type Redact, redactProblem } from './redact.ts';

interface Read {
  readonly outcome: Outcome<ModelAnswer>;
  readonly exchange: Exchange;
}

/**
 * An answer that spells credentials, so that they are whole only where it is read, fails, and is not kept.
 * `inPieces`: its contract lets words be said in pieces, so all of it is searched; else only what was read of it is,
 * and the whole where it could not be read or escapes letters.
 */
export function refuseSpelled(read: Read, redact: Redact, inPieces: boolean): Read {
  if (!redact.hasSecrets) return read;
  const { outcome, exchange } = read;
  const body = exchange.response?.body ?? '';
  const isSuspect = inPieces || !outcome.ok || escapesLetters(body);
  const shown = isSuspect ? hideSpelled(exchange, redact) : exchange;
  if (!outcome.ok) {
    return {
      outcome: fail(redactProblem(outcome.problem, createQuoteRedactor(redact))),
      exchange: shown,
    };
  }
  if (shown === exchange && !saysSecret(outcome, redact)) return read;
  const message =
    'The answer spells the credentials that the model is called with; none of it is kept.';
  return {
    outcome: fail({ code: 'MODEL_RESPONSE_SECRET', message }),
    exchange: hideAnswer(exchange),
  };
}

function saysSecret(
  { value, warnings }: Outcome<ModelAnswer> & { ok: true },
  redact: Redact,
): boolean {
  let found = false;
  const look = (text: string) => {
    found ||= redact(text) !== text;
  };
  for (const annotation of value.annotations) forEachText(annotation, look);
  for (const { message } of warnings) look(message);
  look(value.reportedVersion ?? '');
  return found;
}
