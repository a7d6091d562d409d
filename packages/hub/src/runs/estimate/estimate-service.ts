import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { NewRun } from '@patchbay/core/api/run-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { estimateRun, type RunEstimate } from '@patchbay/core/run/run-estimate.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { EstimateStore } from './estimate-store.ts';

export type EstimateService = ReturnType<typeof createEstimateService>;

type Model = Awaited<ReturnType<ModelsService['getModel']>>;
type Chosen = Pick<RunEstimate, 'items' | 'unsupported'>;

/** Says what a run would take, before it is started. */
export function createEstimateService(parts: {
  models: Pick<ModelsService, 'getModel'>;
  datasets: Pick<DatasetsService, 'getDataset' | 'getDataRows'>;
  store: EstimateStore;
}) {
  const { models, datasets, store } = parts;

  async function countChosen(
    organisationId: string,
    model: Model,
    dataset: DatasetView,
    selection: NewRun['selection'],
  ): Promise<Chosen> {
    const { taken, others } = countByType(model, dataset);
    if (selection?.sample !== undefined) {
      return { items: Math.min(selection.sample, taken), unsupported: 0 };
    }
    if (selection?.dataRowIds) {
      const rows = await datasets.getDataRows(organisationId, [...new Set(selection.dataRowIds)]);
      const ofDataset = rows.filter((row) => row.datasetId === dataset.id);
      const isTaken = new Set(model.revision.dataRowTypes);
      const unsupported = ofDataset.filter((row) => !isTaken.has(row.type)).length;
      return { items: ofDataset.length, unsupported };
    }
    if (!selection?.withoutResult) return { items: taken + others, unsupported: others };
    const asked = { id: model.id, revisionId: model.revision.id };
    const done = await store.countWithResult(organisationId, asked, dataset.id);
    return { items: done === null ? null : taken + others - done, unsupported: others };
  }

  return {
    /**
     * Counts what is chosen and puts it together with what the model showed so far.
     * @throws PatchbayError INPUT_NOT_FOUND
     */
    async estimate(
      organisationId: string,
      { modelId, datasetId, selection }: Pick<NewRun, 'modelId' | 'datasetId' | 'selection'>,
    ): Promise<RunEstimate> {
      const model = await models.getModel(organisationId, modelId);
      const dataset = await datasets.getDataset(organisationId, datasetId);
      const [chosen, measured] = await Promise.all([
        countChosen(organisationId, model, dataset, selection),
        store.measureLastRun(organisationId, model.id),
      ]);
      return estimateRun({ ...chosen, limits: model.limits, measured });
    },
  };
}

/** Data rows of the types that a model takes, and all others. */
function countByType(model: Model, { rowCounts }: DatasetView): { taken: number; others: number } {
  const sum = (isTaken: boolean) =>
    dataRowTypes
      .filter((type) => model.revision.dataRowTypes.includes(type) === isTaken)
      .reduce((count, type) => count + rowCounts[type], 0);
  return { taken: sum(true), others: sum(false) };
}
