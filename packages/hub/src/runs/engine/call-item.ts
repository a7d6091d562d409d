import type { Caller } from '@patchbay/connect/caller.ts';
import { decideRetry, wantsFreshConnection } from '@patchbay/connect/retry.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { type FrameAnswer, joinFrameAnswers } from '@patchbay/protocols/answer/frame-answers.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { InputWish } from '../../datasets/read-input-wish.ts';
import { isStorageTrouble } from '../../storage/storage-trouble.ts';
import { isSecretTrouble } from '../../vault/secret-trouble.ts';
import type { PendingItem } from '../item-store.ts';
import { type AskResult, askModel } from './ask-model.ts';
import type { AttemptCall, FinishedItem, ItemResult } from './finished-item.ts';
import {
  type InputReader,
  type ItemInput,
  nameFrame,
  type ReadFrame,
  readItemInputs,
} from './item-inputs.ts';
import type { ModelSession } from './model-session.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { CallCounter } from './run-beats.ts';
import { wait } from './wait.ts';

/** All that the items of a chunk have in common. */
export interface CallContext {
  protocol: PredictionProtocol;
  configuration: ModelConfiguration;
  /** How the model wants what it is given; a connection that cannot be read is the problem of each item. */
  wish: Outcome<InputWish>;
  parameters: { [name: string]: Json };
  session: ModelSession;
  /** What the calls of the run may be made again. */
  retries: RetryBudget;
  datasets: InputReader;
  caller: Caller;
  /** Told of each call while it is under way. */
  calls: CallCounter;
  /** Told when this machine has no connection left for a call, which then waits. */
  onExhausted: (problem: Problem) => void;
}

/** Two ways to be interrupted. In both, what is not finished stays pending. */
export interface Interruption {
  /** Begin nothing new: no call, no wait for another attempt. */
  stop: AbortSignal;
  /** End what is under way as well. Aborted only together with `stop` or after it. */
  abort: AbortSignal;
}

/**
 * Sends one item to the model until it has an answer, an error that trying again cannot mend, or no
 * attempts left. A video that is sent frame by frame takes a call for each, one after another: a new
 * attempt goes on with the frame at which the last one ended. Rejects when it is interrupted, or when
 * the hub itself or its storage fails; what a model, a data row or a setting does wrong is the result of the item.
 */
export async function callItem(
  item: PendingItem,
  dataRow: DataRow | undefined,
  context: CallContext,
  interruption: Interruption,
): Promise<FinishedItem> {
  const attempts: OpenAttempt[] = [{ calls: [] }];
  const asking = { item, context, interruption, attempts };
  try {
    const read = readItemInputs(dataRow, context);
    const inputs = read instanceof Promise ? await read : read;
    if (!('prepared' in inputs)) {
      return { item, attempts, result: toResult(await askFrames(asking, inputs)) };
    }
    // Nearly every item is one call that is answered, which is not wrapped once more for those that are not.
    const asked = await askOnce(asking, inputs, null);
    const first = keepAnswer(asking, inputs, asked);
    const outcome = first.ok ? first : await askAgain(asking, inputs, asked, first.problem);
    return { item, attempts, result: toResult(outcome) };
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    if (isStorageTrouble(error) || isSecretTrouble(error)) throw error;
    const problem = error.toProblem();
    keepCall(asking, { exchange: null, image: null, frame: null, problem, coordinates: {} });
    return { item, attempts, result: { ok: false, problem } };
  }
}

/** An attempt of which more calls may come. */
interface OpenAttempt {
  calls: readonly AttemptCall[];
}

/** An item that is being asked about. */
interface Asking {
  readonly item: PendingItem;
  readonly context: CallContext;
  readonly interruption: Interruption;
  readonly attempts: OpenAttempt[];
}

function keepCall({ attempts }: Asking, call: AttemptCall): void {
  const attempt = attempts.at(-1);
  if (attempt) attempt.calls = attempt.calls.length === 0 ? [call] : [...attempt.calls, call];
}

/** Asks about each frame of a video, until one of them fails. */
async function askFrames(
  asking: Asking,
  frames: readonly ReadFrame[],
): Promise<Outcome<ModelAnswer>> {
  const answers: FrameAnswer[] = [];
  for (const readFrame of frames) {
    const input = await readFrame();
    const outcome = await askUntilAnswered(asking, input);
    if (!outcome.ok) return outcome;
    const { value: answer, warnings } = outcome;
    answers.push({ frame: input.frame?.index ?? 0, answer, warnings });
  }
  const { answer, warnings } = joinFrameAnswers(answers);
  return succeed(answer, warnings);
}

/** Asks until there is an answer, or none to be had. */
async function askUntilAnswered(asking: Asking, input: ItemInput): Promise<Outcome<ModelAnswer>> {
  const asked = await askOnce(asking, input, null);
  const outcome = keepAnswer(asking, input, asked);
  return outcome.ok ? outcome : await askAgain(asking, input, asked, outcome.problem);
}

/** How often something was asked so far, and when the first call that failed began, in `performance.now()`. */
interface Tries {
  readonly failsSince: number;
  attempt: number;
  waits: number;
}

/**
 * Calls again until there is an answer; every failure that is tried again begins a new attempt. To be asked to
 * wait is no failure, and uses up neither the attempts of the item nor the retries of the run.
 */
async function askAgain(
  asking: Asking,
  input: ItemInput,
  firstAsked: AskResult,
  firstFailure: Problem,
): Promise<Outcome<ModelAnswer>> {
  const failsSince = performance.now() - (firstAsked.exchange?.latencyMs ?? 0);
  const tries: Tries = { failsSince, attempt: 1, waits: 0 };
  let [asked, failure] = [firstAsked, firstFailure];
  for (;;) {
    const last = await awaitRetry(asking, tries, failure, asked.retryAfterMs);
    if (last) return fail(last);
    asking.attempts.push({ calls: [] });
    asked = await askOnce(asking, input, failure);
    const outcome = keepAnswer(asking, input, asked);
    if (outcome.ok) return outcome;
    failure = outcome.problem;
  }
}

/** Waits until a failed call may be made again; returns the problem that is the last, where it may not. */
async function awaitRetry(
  { context, interruption }: Asking,
  tries: Tries,
  problem: Problem,
  retryAfterMs: number | null,
): Promise<Problem | null> {
  if (problem.code === 'HUB_CONNECTIONS_EXHAUSTED') context.onExhausted(problem);
  const { limits } = await context.session.refresh();
  const { failsSince, attempt, waits } = tries;
  const { maximumAttempts } = limits;
  const waitingMs = performance.now() - failsSince;
  const facts = { problem, attempt, maximumAttempts, retryAfterMs, waits, waitingMs };
  const next = decideRetry(facts);
  if (!next.retry) return problem;
  if (next.counts && !context.retries.spend()) return withoutRetries(problem);
  if (next.counts) tries.attempt += 1;
  else tries.waits += 1;
  await wait(next.delayMs, interruption.stop);
  return null;
}

function askOnce(
  { item, context, interruption }: Asking,
  { prepared, frame }: ItemInput,
  failureBefore: Problem | null,
): Promise<AskResult> {
  const { protocol, configuration, parameters, caller, calls, session } = context;
  const { stop, abort } = interruption;
  if (failureBefore === null) context.retries.earn();
  return session.throughGates({ signal: stop, itemId: item.id }, ({ limits, credentials }) =>
    calls.during(
      askModel({
        protocol,
        configuration,
        parameters,
        caller,
        prepared,
        credentials,
        timeoutMs: limits.timeoutMs,
        headers: { 'idempotency-key': frame ? `${item.id}-${frame.index}` : item.id },
        freshConnection: failureBefore !== null && wantsFreshConnection(failureBefore),
        signal: abort,
      }),
    ),
  );
}

/** Keeps the call with the item; gives back what was answered, or a problem that names the frame. */
function keepAnswer(
  asking: Asking,
  { prepared, frame }: ItemInput,
  { outcome, exchange, coordinates }: AskResult,
): Outcome<ModelAnswer> {
  asking.interruption.abort.throwIfAborted();
  const named = outcome.ok || !frame ? outcome : fail(nameFrame(outcome.problem, frame));
  keepCall(asking, {
    exchange,
    image: prepared.image,
    frame: frame?.index ?? null,
    problem: named.ok ? null : named.problem,
    coordinates,
  });
  return named;
}

/** The last failure of an item, where the run may not try again. */
function withoutRetries(problem: Problem): Problem {
  const message = `${problem.message} It was not tried again, since too many calls of this run have failed already: at most half as many are made again as were made first.`;
  return { ...problem, message };
}

function toResult(outcome: Outcome<ModelAnswer>): ItemResult {
  if (!outcome.ok) return { ok: false, problem: outcome.problem };
  const { annotations, reportedVersion = null, reading = null, usage = null } = outcome.value;
  return { ok: true, annotations, warnings: outcome.warnings, reportedVersion, reading, usage };
}
