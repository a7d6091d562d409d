import { randomInt } from 'node:crypto';
import type { NewRun } from '@patchbay/core/api/run-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { RunSelection } from '@patchbay/core/run/run-selection.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';

/** Data rows of a preview for which none were chosen. */
const usualPreview = 10;

/** Data rows that a preview can have: it goes before everything else. */
const largestPreview = 100;

/**
 * The selection of a new run as it is kept: each chosen data row once, and every sample with its seed.
 * A preview is of a few rows: a sample, where none are chosen.
 * @throws PatchbayError INPUT_INVALID for a preview of many, INPUT_NOT_FOUND where a chosen data row is not one of the dataset
 */
export async function chooseSelection(
  datasets: DatasetsService,
  organisationId: string,
  { datasetId, selection: given, preview = false }: NewRun,
): Promise<RunSelection | null> {
  const selection = given ?? (preview ? { sample: usualPreview } : null);
  if (!selection) return null;
  if (preview) requireFew(selection);
  if (selection.sample !== undefined) {
    return { sample: selection.sample, seed: selection.seed ?? randomInt(2 ** 32) };
  }
  if (!selection.dataRowIds) return selection;
  const chosen = [...new Set(selection.dataRowIds.map((id) => id.toLowerCase()))];
  const found = new Set(await datasets.findDataRowIds(organisationId, datasetId, chosen));
  const missing = chosen.filter((id) => !found.has(id));
  if (missing.length > 0) {
    const others = missing.length > 1 ? `, nor ${missing.length - 1} others of those chosen` : '';
    throw new PatchbayError({
      code: 'INPUT_NOT_FOUND',
      message: `The dataset has no data row ${missing[0]}${others}; choose from those that it lists.`,
      details: { missing: missing.slice(0, 20) },
    });
  }
  return { dataRowIds: chosen };
}

function requireFew({ sample, dataRowIds }: RunSelection): void {
  const count = sample ?? dataRowIds?.length ?? Number.POSITIVE_INFINITY;
  if (count <= largestPreview) return;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `A preview goes before all other runs and is of at most ${largestPreview} data rows, chosen (dataRowIds) or taken at random (sample). Choose fewer, or start a run without "preview".`,
  });
}
