import type { Caller } from '@patchbay/connect/caller.ts';
import { decideRetry } from '@patchbay/connect/retry.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ImageWish } from '../../datasets/prepare-image.ts';
import type { PreparedInput } from '../../datasets/read-input.ts';
import type { PendingItem } from '../item-store.ts';
import { askModel } from './ask-model.ts';
import type { Attempt, FinishedItem, ItemResult } from './finished-item.ts';
import type { ModelSession } from './model-session.ts';
import { wait } from './wait.ts';

/** All that the items of a chunk have in common. */
export interface CallContext {
  protocol: PredictionProtocol;
  configuration: ModelConfiguration;
  /** How the model wants images; a connection that cannot be read is the problem of each item. */
  wish: Outcome<ImageWish>;
  parameters: { [name: string]: Json };
  session: ModelSession;
  datasets: DatasetsService;
  caller: Caller;
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
 * attempts left. Rejects when it is interrupted, or when the hub itself fails; what a model, a data
 * row or a setting does wrong is the result of the item.
 */
export async function callItem(
  item: PendingItem,
  dataRow: DataRow | undefined,
  context: CallContext,
  interruption: Interruption,
): Promise<FinishedItem> {
  const attempts: Attempt[] = [];
  try {
    const prepared = await prepareInput(dataRow, context);
    for (;;) {
      const attempt = await callOnce(item, prepared, context, interruption);
      attempts.push(attempt);
      if (attempt.result.ok) return { item, attempts, result: attempt.result };
      const { limits } = await context.session.refresh();
      const retry = decideRetry({
        problem: attempt.result.problem,
        attempt: attempts.length,
        maximumAttempts: limits.maximumAttempts,
        retryAfterMs: attempt.retryAfterMs,
        random: Math.random,
      });
      if (!retry.retry) return { item, attempts, result: attempt.result };
      await wait(retry.delayMs, interruption.stop);
    }
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const problem = error.toProblem();
    attempts.push({ exchange: null, image: null, result: { ok: false, problem } });
    return { item, attempts, result: { ok: false, problem } };
  }
}

async function callOnce(
  item: PendingItem,
  prepared: PreparedInput,
  context: CallContext,
  { stop, abort }: Interruption,
): Promise<Attempt & { retryAfterMs: number | null }> {
  const { limits, credentials } = await context.session.refresh();
  const { outcome, exchange, retryAfterMs } = await context.session.throughGates(stop, () =>
    askModel({
      ...context,
      prepared,
      credentials,
      timeoutMs: limits.timeoutMs,
      headers: { 'idempotency-key': item.id },
      signal: abort,
    }).catch((error: unknown) => {
      abort.throwIfAborted();
      throw unforeseen(error);
    }),
  );
  abort.throwIfAborted();
  return { exchange, image: prepared.image, result: toResult(outcome), retryAfterMs };
}

/** A mistake of ours while one item is called must not hold up the others: the item fails with it. */
function unforeseen(cause: unknown): PatchbayError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `Patchbay itself failed on this item: ${reason}.`;
  return new PatchbayError({ code: 'INTERNAL', message, cause });
}

function toResult(outcome: Outcome<ModelAnswer>): ItemResult {
  if (!outcome.ok) return { ok: false, problem: outcome.problem };
  const { annotations, reportedVersion = null, reading = null, usage = null } = outcome.value;
  return { ok: true, annotations, warnings: outcome.warnings, reportedVersion, reading, usage };
}

/** Reads what is to be sent. A row that the model does not take is the problem of this item alone. */
async function prepareInput(
  dataRow: DataRow | undefined,
  { configuration, wish, datasets }: CallContext,
): Promise<PreparedInput> {
  if (!dataRow) {
    throw new PatchbayError({
      code: 'INPUT_NOT_FOUND',
      message: 'The data row was removed from its dataset after the run had been planned.',
    });
  }
  if (!configuration.dataRowTypes.includes(dataRow.type)) {
    const taken = configuration.dataRowTypes.join(' and ');
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `"${dataRow.globalKey}" is of type ${dataRow.type}; the model takes ${taken}.`,
    });
  }
  if (!wish.ok) throw new PatchbayError(wish.problem);
  const prepared = await datasets.readInput(dataRow, wish.value);
  if (!prepared.ok) throw new PatchbayError(prepared.problem);
  return prepared.value;
}
