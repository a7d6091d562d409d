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
import type { RunStore } from './run-store.ts';
import { stateConflict } from './state-conflict.ts';
import type { TallyStore } from './tally-store.ts';

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

  return {
    get,

    async list(organisationId: string, query: RunListQuery): Promise<Page<RunView>> {
      return await runs.list(organisationId, query);
    },

    async summarise(organisationId: string, id: string): Promise<RunSummary> {
      await get(organisationId, id);
      return await tallies.summarise(organisationId, id);
    },

    /**
     * Begins a run. What it needs is checked now, so that the person hears of it at once; its items
     * are planned by a worker.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_MODEL_DISABLED, INPUT_DATASET_EMPTY,
     *   INPUT_DATA_ROW_UNSUPPORTED, INPUT_PARAMETERS_INVALID
     */
    async start(principal: Principal, input: NewRun): Promise<RunView> {
      const { organisationId, actor } = principal;
      const model = await models.getModel(organisationId, input.modelId);
      const dataset = await datasets.getDataset(organisationId, input.datasetId);
      checkStartable(model, dataset);
      const parameters = checkParameters(model.revision.parametersSchema, input.parameters ?? {});
      const sent = model.revision.dataRowTypes.filter((type) => dataset.rowCounts[type] > 0);
      checkEncodable(model.revision, parameters, sent);
      const preview = input.preview ?? false;
      const selection = await chooseSelection(datasets, organisationId, input);
      const id = createId();
      const name = input.name ?? `${model.name} on ${dataset.name}`;
      await runs.transact(async (transaction) => {
        await runs.insert(transaction, {
          id,
          organisationId,
          name,
          modelId: model.id,
          modelName: model.name,
          revisionId: model.revision.id,
          revisionNumber: model.revision.number,
          protocol: model.revision.protocol,
          datasetId: dataset.id,
          datasetName: dataset.name,
          parameters,
          selection,
          preview,
          reuseResults: input.reuseResults ?? false,
          createdBy: actor,
        });
        await audit.record(transaction, principal, {
          action: 'run:started',
          subject: id,
          details: { name, model: model.name, dataset: dataset.name, preview },
        });
        await turns.giveWork(id, transaction);
      });
      return await get(organisationId, id);
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
