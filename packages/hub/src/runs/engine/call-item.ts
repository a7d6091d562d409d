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
import type { PendingItem } from '../item-store.ts';
import { askModel } from './ask-model.ts';
import type { Attempt, AttemptCall, FinishedItem, ItemResult } from './finished-item.ts';
import { type InputReader, type ItemInput, listItemInputs, nameFrame } from './item-inputs.ts';
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
  const attempts: AttemptCall[][] = [[]];
  try {
    const result = await askAll(item, dataRow, context, interruption, attempts);
    return { item, attempts: attempts.map((calls) => ({ calls })), result };
  } catch (error) {
    if (!(error instanceof PatchbayError) || isStorageTrouble(error)) throw error;
    const problem = error.toProblem();
    attempts.at(-1)?.push({ exchange: null, image: null, frame: null, problem, coordinates: {} });
    return {
      item,
      attempts: attempts.map((calls): Attempt => ({ calls })),
      result: { ok: false, problem },
    };
  }
}

/** Asks about everything that an item is sent as, until one of it fails. */
async function askAll(
  item: PendingItem,
  dataRow: DataRow | undefined,
  context: CallContext,
  interruption: Interruption,
  attempts: AttemptCall[][],
): Promise<ItemResult> {
  const answers: FrameAnswer[] = [];
  const inputs = listItemInputs(dataRow, context);
  for (const readInput of inputs instanceof Promise ? await inputs : inputs) {
    const reading = readInput();
    const input = reading instanceof Promise ? await reading : reading;
    const { frame } = input;
    const outcome = await askUntilAnswered(item, input, context, interruption, attempts);
    if (frame === null || !outcome.ok) return toResult(outcome);
    answers.push({ frame: frame.index, answer: outcome.value, warnings: outcome.warnings });
  }
  const { answer, warnings } = joinFrameAnswers(answers);
  return toResult(succeed(answer, warnings));
}

/**
 * Calls until there is an answer; every failure that is tried again begins a new attempt. To be asked to
 * wait is no failure, and uses up neither the attempts of the item nor the retries of the run.
 */
async function askUntilAnswered(
  item: PendingItem,
  input: ItemInput,
  context: CallContext,
  interruption: Interruption,
  attempts: AttemptCall[][],
): Promise<Outcome<ModelAnswer>> {
  const startedAt = performance.now();
  let [attempt, waits] = [1, 0];
  let failure: Problem | null = null;
  context.retries.earn();
  for (;;) {
    const { call, outcome, retryAfterMs } = await callOnce(
      item,
      input,
      context,
      interruption,
      failure,
    );
    attempts.at(-1)?.push(call);
    if (outcome.ok) return outcome;
    failure = outcome.problem;
    if (failure.code === 'HUB_CONNECTIONS_EXHAUSTED') context.onExhausted(failure);
    const { limits } = await context.session.refresh();
    const { maximumAttempts } = limits;
    const waitingMs = performance.now() - startedAt;
    const next = decideRetry({
      problem: failure,
      attempt,
      maximumAttempts,
      retryAfterMs,
      waits,
      waitingMs,
    });
    if (!next.retry) return outcome;
    if (next.counts && !context.retries.spend()) return fail(withoutRetries(failure));
    if (next.counts) attempt += 1;
    else waits += 1;
    await wait(next.delayMs, interruption.stop);
    attempts.push([]);
  }
}

async function callOnce(
  item: PendingItem,
  { prepared, frame }: ItemInput,
  context: CallContext,
  { stop, abort }: Interruption,
  failureBefore: Problem | null,
): Promise<{ call: AttemptCall; outcome: Outcome<ModelAnswer>; retryAfterMs: number | null }> {
  const { protocol, configuration, parameters, caller, calls, session } = context;
  const { outcome, exchange, retryAfterMs, coordinates } = await session.throughGates(
    { signal: stop, itemId: item.id },
    ({ limits, credentials }) =>
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
  abort.throwIfAborted();
  const named = outcome.ok || !frame ? outcome : fail(nameFrame(outcome.problem, frame));
  const call = {
    exchange,
    image: prepared.image,
    frame: frame?.index ?? null,
    problem: named.ok ? null : named.problem,
    coordinates,
  };
  return { call, outcome: named, retryAfterMs };
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
