import type { Exchange } from '@patchbay/connect/exchange.ts';
import type { AskedAnswer, AskedExchange } from '@patchbay/core/api/ask-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { cutText } from '../storage/kept-body.ts';
import type { Answered } from './question.ts';

/** Of a longer answer a page shows the beginning. In bytes. */
const longestShownBody = 2 ** 20;

/** What became of a question, as our API says it. @throws as {@link viewResult} */
export function viewAnswer({ model, ...answered }: Answered): AskedAnswer {
  const { id, number } = model.revision;
  return { revision: { id, number }, ...viewResult(answered) };
}

/**
 * The same of a model that is not registered, which has no revision.
 * @throws PatchbayError where nothing could be sent: there is no call to show then
 */
export function viewResult({
  subject,
  result,
}: Omit<Answered, 'model'>): Omit<AskedAnswer, 'revision'> {
  const { outcome, exchange } = result;
  if (!exchange) throw failBeforeCall(outcome);
  const { prepared, frame } = subject;
  const problem = outcome.ok ? null : outcome.problem;
  return {
    type: prepared.row.type,
    frame,
    image: prepared.fullSize && { ...prepared.fullSize },
    sentImage: prepared.image,
    prediction: outcome.ok ? viewPrediction(outcome) : null,
    problem,
    remedy: problem && errorCodes[problem.code].remedy,
    exchange: viewExchange(exchange),
  };
}

function failBeforeCall(outcome: Answered['result']['outcome']): Error {
  if (outcome.ok) return new Error('There is an answer, and no call that brought it.');
  return new PatchbayError(outcome.problem);
}

function viewPrediction({
  value,
  warnings,
}: Answered['result']['outcome'] & { ok: true }): NonNullable<AskedAnswer['prediction']> {
  const { annotations, reportedVersion = null, reading = null, usage = null } = value;
  return {
    annotations: [...annotations],
    warnings: [...warnings],
    reportedVersion,
    reading,
    usage,
  };
}

/** A call as our API shows it. */
export function viewExchange({ startedAt, latencyMs, request, response }: Exchange): AskedExchange {
  return {
    startedAt: startedAt.toISOString(),
    latencyMs,
    request,
    response: response && { ...response, ...cutBody(response.body) },
  };
}

function cutBody(text: string): { body: string; cutFrom: number | null } {
  const body = Buffer.from(text);
  if (body.length <= longestShownBody) return { body: text, cutFrom: null };
  return { body: cutText(body, longestShownBody).toString(), cutFrom: body.length };
}
