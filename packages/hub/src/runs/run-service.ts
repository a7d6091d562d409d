import type { Page } from '@patchbay/core/api/page.ts';
import type { NewRun, RunListQuery, RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { v7 as createId } from 'uuid';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { ModelsService } from '../models/models-service.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import { checkEncodable } from './check-encodable.ts';
import { chooseSelection } from './choose-selection.ts';
import type { RunTurns } from './engine/run-turns.ts';
import type { NewRunRecord, RunStore, Transaction } from './run-store.ts';
import { stateConflict } from './state-conflict.ts';
import type { TallyStore } from './tally-store.ts';

/** A run that was checked and can be started. */
export type PreparedRun = NewRunRecord;

export type RunService = ReturnType<typeof createRunService>;

/** Starts, reads, cancels and retries runs. */
export function createRunService(parts: {
  turns: RunTurns;
  runs: RunStore;
  tallies: TallyStore;
  models: ModelsService;
  datasets: DatasetsService;
  audit: AuditLog;
}) {
  const { turns, runs, tallies, models, datasets, audit } = parts;

  async function get(organisationId: string, id: string): Promise<RunView> {
    const run = await runs.find(organisationId, id);
    if (!run)
      throw new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no run ${id}.` });
    return run;
  }

  /**
   * Checks all that a run needs; nothing is written yet.
   * @throws PatchbayError INPUT_NOT_FOUND, INPUT_MODEL_DISABLED, INPUT_DATASET_EMPTY,
   *   INPUT_DATA_ROW_UNSUPPORTED, INPUT_PARAMETERS_INVALID
   */
  async function prepare(principal: Principal, input: NewRun): Promise<PreparedRun> {
    const { organisationId, actor } = principal;
    const model = await models.getModel(organisationId, input.modelId);
    const dataset = await datasets.getDataset(organisationId, input.datasetId);
    checkStartable(model, dataset);
    const parameters = checkParameters(model.revision.parametersSchema, input.parameters ?? {});
    const sent = model.revision.dataRowTypes.filter((type) => dataset.rowCounts[type] > 0);
    checkEncodable(model.revision, parameters, sent);
    return {
      id: createId(),
      organisationId,
      name: input.name ?? `${model.name} on ${dataset.name}`,
      modelId: model.id,
      modelName: model.name,
      revisionId: model.revision.id,
      revisionNumber: model.revision.number,
      protocol: model.revision.protocol,
      datasetId: dataset.id,
      datasetName: dataset.name,
      parameters,
      selection: await chooseSelection(datasets, organisationId, input),
      preview: input.preview ?? false,
      reuseResults: input.reuseResults ?? false,
      createdBy: actor,
    };
  }

  /** Writes a run that was prepared and gives it to the workers, when the transaction commits. */
  async function begin(
    transaction: Transaction,
    principal: Principal,
    run: PreparedRun,
  ): Promise<void> {
    await runs.insert(transaction, run);
    const { id, name, modelName: model, datasetName: dataset, preview } = run;
    await audit.record(transaction, principal, {
      action: 'run:started',
      subject: id,
      details: { name, model, dataset, preview },
    });
    await turns.giveWork(id, transaction);
  }

  /** Starts runs that were prepared; what `also` writes is written together with them or not at all. */
  async function startTogether(
    principal: Principal,
    prepared: readonly PreparedRun[],
    also: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await runs.transact(async (transaction) => {
      for (const run of prepared) await begin(transaction, principal, run);
      await also(transaction);
    });
  }

  return {
    get,

    async list(organisationId: string, query: RunListQuery): Promise<Page<RunView>> {
      return await runs.list(organisationId, query);
    },

    async summarise(organisationId: string, id: string): Promise<RunSummary> {
      await get(organisationId, id);
      return await tallies.summarise(organisationId, id);
    },

    prepare,
    startTogether,

    /**
     * Begins a run. What it needs is checked now, so that the person hears of it at once; its items
     * are planned by a worker. @throws PatchbayError as {@link prepare}
     */
    async start(principal: Principal, input: NewRun): Promise<RunView> {
      const prepared = await prepare(principal, input);
      await startTogether(principal, [prepared], async () => {});
      return await get(principal.organisationId, prepared.id);
    },

    /**
     * Cancels a run. From then on none of its items is called; those that wait are cancelled chunk by
     * chunk in the background, however many they are. What was saved stays.
     */
    async cancel(principal: Principal, id: string): Promise<RunView> {
      const { name } = await get(principal.organisationId, id);
      const cancelled = await runs.transact(async (transaction) => {
        const moved = await runs.move({ ...principal, id }, 'cancelled', { transaction });
        if (!moved) return false;
        await turns.clearAway(id, transaction);
        const entry = { action: 'run:cancelled', subject: id, details: { name } };
        await audit.record(transaction, principal, entry);
        return true;
      });
      const run = await get(principal.organisationId, id);
      if (!cancelled && run.state !== 'cancelled') throw stateConflict(run.state, 'cancelled');
      return run;
    },
  };
}

type StartModel = Awaited<ReturnType<ModelsService['getModel']>>;
type StartDataset = Awaited<ReturnType<DatasetsService['getDataset']>>;

function checkStartable(model: StartModel, dataset: StartDataset): void {
  if (!model.enabled) {
    throw new PatchbayError({
      code: 'INPUT_MODEL_DISABLED',
      message: `The model "${model.name}" is disabled; enable it on its page first.`,
    });
  }
  const counts = Object.entries(dataset.rowCounts).filter(([, count]) => count > 0);
  if (counts.length === 0) {
    throw new PatchbayError({
      code: 'INPUT_DATASET_EMPTY',
      message: `The dataset "${dataset.name}" has no data rows; import something into it first.`,
    });
  }
  const taken = model.revision.dataRowTypes;
  if (!taken.some((type) => dataset.rowCounts[type] > 0)) {
    const has = counts.map(([type, count]) => `${count} of type ${type}`).join(' and ');
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `The model "${model.name}" takes ${taken.join(' and ')}, but the dataset "${dataset.name}" has ${has}.`,
    });
  }
}
