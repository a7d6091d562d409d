import type { Page } from '@patchbay/core/api/page.ts';
import type { FailureDetail, RunView } from '@patchbay/core/api/run-routes.ts';
import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ItemSelection, RunAction, RunActionKind } from '@patchbay/core/run/run-action.ts';
import { v7 as createId } from 'uuid';
import type { AuditLog } from '../../access/audit.ts';
import type { Principal } from '../../access/principal.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import { type Queue, queueNames } from '../../queue/queue.ts';
import type { RunService } from '../run-service.ts';
import type { Transaction } from '../run-store.ts';
import { toRunAction } from './action-row.ts';
import type { NewAction } from './action-store.ts';
import { type CarryOutParts, carryOut } from './carry-out.ts';
import { chooseSamples } from './choose-samples.ts';
import type { FailureStore } from './failure-store.ts';

/**
 * Whoever asks waits so long for an action to be carried out, and the rest is done in the background:
 * a few items are done in the answer, half a million are begun.
 */
const answerWithinMs = 1000;

export interface TriageParts extends CarryOutParts {
  readonly queue: Queue;
  readonly runService: RunService;
  readonly failures: FailureStore;
  readonly datasets: DatasetsService;
  readonly audit: AuditLog;
}

const auditNames: { readonly [Kind in RunActionKind]: string } = {
  retry: 'run:retried',
  ignore: 'run:failures-ignored',
  restore: 'run:failures-restored',
  'decode-again': 'run:decoded-again',
};

export type TriageService = ReturnType<typeof createTriageService>;

/** What a person does with the outcome of a run: look at what failed, try again, set aside, decode again. */
export function createTriageService(parts: TriageParts) {
  const { queue, runService, runs, actions, moves, failures, models, datasets, audit } = parts;

  /** Begins an action and carries out what can be done while somebody waits. Null: nothing was meant. */
  async function begin(
    principal: Principal,
    run: RunView,
    kind: RunActionKind,
    selection: ItemSelection,
    revision: { id: string; number: number } | null = null,
  ): Promise<string | null> {
    checkCode(selection.code);
    const action: Omit<NewAction, 'total'> = {
      id: createId(),
      organisationId: principal.organisationId,
      runId: run.id,
      kind,
      code: selection.code ?? null,
      itemIds: selection.itemIds ? [...new Set(selection.itemIds)].sort() : null,
      revisionId: revision?.id ?? null,
      revisionNumber: revision?.number ?? null,
      createdBy: principal.name,
    };
    const id = await runs.transact((transaction) => write(transaction, principal, run, action));
    if (id !== null) await carryOut(parts, id, AbortSignal.timeout(answerWithinMs));
    return id;
  }

  /** Writes an action down with its job; the id of the one that does the same already, where there is one. */
  async function write(
    transaction: Transaction,
    principal: Principal,
    run: RunView,
    action: Omit<NewAction, 'total'>,
  ): Promise<string | null> {
    const { id, organisationId, runId, kind, code, itemIds, revisionNumber } = action;
    const state = await runs.lock(transaction, { organisationId, id: runId });
    const foreign = itemIds && (await moves.findForeign(transaction, action));
    if (foreign) throw notFound(`The run has no item ${foreign}.`);
    const total = await moves.count(transaction, action);
    if (total === 0) return null;
    if (kind === 'retry' && (state === 'cancelled' || state === 'failed')) {
      throw new PatchbayError({
        code: 'RUN_STATE_CONFLICT',
        message: `The run is ${state}; it cannot be retried.`,
        details: { state },
      });
    }
    const same = await actions.findSame(transaction, { ...action, total });
    if (same !== null) return same;
    await actions.insert(transaction, { ...action, total });
    await audit.record(transaction, principal, {
      action: auditNames[kind],
      subject: runId,
      details: { name: run.name, action: id, items: total, code, revision: revisionNumber },
    });
    await queue.add(queueNames.action, [{ key: id, runId }], transaction);
    return id;
  }

  /** Moves items and returns the run as it is then. */
  async function move(
    principal: Principal,
    id: string,
    kind: RunActionKind,
    selection: ItemSelection,
  ): Promise<RunView> {
    const run = await runService.get(principal.organisationId, id);
    await begin(principal, run, kind, selection);
    return await runService.get(principal.organisationId, id);
  }

  async function getAction(organisationId: string, runId: string, id: string): Promise<RunAction> {
    const action = await actions.find(organisationId, id);
    if (action?.runId !== runId) throw notFound(`The run has no action ${id}.`);
    return toRunAction(action);
  }

  return {
    /**
     * Puts failed items back to pending, and the run on its way again. A paused run stays paused.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_INVALID, RUN_STATE_CONFLICT
     */
    retry: (principal: Principal, id: string, selection: ItemSelection) =>
      move(principal, id, 'retry', selection),

    /** Sets failed items aside. They keep their code and can be restored. */
    ignore: (principal: Principal, id: string, selection: ItemSelection) =>
      move(principal, id, 'ignore', selection),

    /** Takes back that items are ignored: they are failed as before, and nothing is called. */
    restore: (principal: Principal, id: string, selection: ItemSelection) =>
      move(principal, id, 'restore', selection),

    /**
     * Reads the stored answers of a run anew, as its own revision or another of the same model.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_INVALID, RUN_ANSWER_MISSING
     */
    async decodeAgain(
      principal: Principal,
      id: string,
      { revisionId, ...selection }: ItemSelection & { revisionId?: string | undefined },
    ): Promise<RunAction> {
      const { organisationId } = principal;
      const run = await runService.get(organisationId, id);
      const revision = await models.getRevision(organisationId, revisionId ?? run.model.revisionId);
      if (revision.modelId !== run.model.id) throw otherModel(run, revision.modelName);
      const actionId = await begin(principal, run, 'decode-again', selection, revision);
      if (actionId === null) {
        throw new PatchbayError({
          code: 'RUN_ANSWER_MISSING',
          message: 'The run has no items that were answered and that this means.',
        });
      }
      return await getAction(organisationId, id, actionId);
    },

    /** What was done with items of a run, newest first. */
    async listActions(
      organisationId: string,
      id: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<RunAction>> {
      await runService.get(organisationId, id);
      const page = await actions.list(organisationId, id, query);
      return { ...page, items: page.items.map(toRunAction) };
    },

    /** Ends an action that is under way; what it has done stays. */
    async cancelAction(principal: Principal, runId: string, actionId: string): Promise<RunAction> {
      const { organisationId } = principal;
      const { name } = await runService.get(organisationId, runId);
      await getAction(organisationId, runId, actionId);
      await runs.transact(async (transaction) => {
        const ended = await actions.finish(actionId, 'cancelled', { client: transaction });
        if (!ended) return;
        const entry = {
          action: 'run:action-cancelled',
          subject: runId,
          details: { name, actionId },
        };
        await audit.record(transaction, principal, entry);
      });
      await runs.completeIfFinished({ organisationId, id: runId });
      return await getAction(organisationId, runId, actionId);
    },

    /** Why items of a run failed, by code, with samples of each. */
    async listFailures(organisationId: string, id: string): Promise<FailureDetail[]> {
      await runService.get(organisationId, id);
      const counts = await failures.listCounts(organisationId, id);
      const codes = counts.filter(({ failed }) => failed > 0).map(({ code }) => code);
      const found = await failures.listFirst(organisationId, id, codes);
      const samples = [...Map.groupBy(found, ({ code }) => code).values()].flatMap(chooseSamples);
      const rowIds = samples.map(({ dataRowId }) => dataRowId);
      const rows = await datasets.getDataRows(organisationId, [...new Set(rowIds)]);
      const keys = new Map(rows.map((row) => [row.id, row.globalKey]));
      return counts.map(({ code, failed, ignored }) => ({
        code,
        ...describeCode(code),
        count: failed,
        ignored,
        samples: samples
          .filter((sample) => sample.code === code)
          .map((sample) => ({
            itemId: sample.id,
            globalKey: keys.get(sample.dataRowId) ?? '',
            message: sample.message,
          })),
      }));
    },
  };
}

function describeCode(code: string) {
  const { title, remedy, retryable } = errorCodes[isErrorCode(code) ? code : 'INTERNAL'];
  return { title, remedy, retryable };
}

function checkCode(code: string | undefined): void {
  if (code === undefined || isErrorCode(code)) return;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `There is no error code ${code}. docs/errors.md lists them all.`,
    details: { path: '/code' },
  });
}

function otherModel(run: RunView, modelName: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The revision is one of "${modelName}", and the run is of "${run.model.name}". Choose a revision of the same model: only those speak of the same answers.`,
    details: { path: '/revisionId' },
  });
}

function notFound(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}
