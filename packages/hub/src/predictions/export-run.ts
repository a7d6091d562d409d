import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ExportFormat, PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { createCocoResultsEncoder } from '@patchbay/core/formats/coco-results.ts';
import { encodePredictionLine } from '@patchbay/core/formats/jsonl.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { type DataRow, toDataRowView } from '../datasets/data-row.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { ModelsService } from '../models/models-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ItemReadStore } from './item-store.ts';

/** Items that are read and written at once: the memory of an export, however long the run. */
const batchSize = 200;

export type RunExporter = ReturnType<typeof createRunExporter>;

/** Writes the predictions of a run in one of the export formats, batch by batch. */
export function createRunExporter(parts: {
  runs: RunService;
  items: ItemReadStore;
  models: ModelsService;
  datasets: DatasetsService;
}) {
  return {
    /** @throws PatchbayError INPUT_NOT_FOUND before the first piece is written */
    async open(
      organisationId: string,
      runId: string,
      format: ExportFormat,
    ): Promise<{ fileName: string; mediaType: string; pieces: AsyncGenerator<string> }> {
      const run = await parts.runs.get(organisationId, runId);
      const rows = readRows(parts, organisationId, run);
      if (format === 'jsonl') {
        const mediaType = 'application/x-ndjson; charset=utf-8';
        return { fileName: `${runId}.jsonl`, mediaType, pieces: writeLines(run, rows) };
      }
      const { ontology } = (await parts.models.getRevision(organisationId, run.model.revisionId))
        .configuration;
      const write = format === 'coco-results' ? writeCocoResults : writeCocoLegend;
      return {
        fileName: `${runId}.${format}.json`,
        mediaType: 'application/json; charset=utf-8',
        pieces: write(run, ontology, rows),
      };
    },
  };
}

/** One item of the run: its data row, and its prediction where it has one. */
interface ExportRow {
  dataRow: DataRow;
  prediction: PredictionView | null;
}

/** All items of a run in the order of the dataset, those without a prediction too. */
async function* readRows(
  parts: { items: ItemReadStore; datasets: DatasetsService },
  organisationId: string,
  run: RunView,
): AsyncGenerator<ExportRow[]> {
  let cursor: string | undefined;
  do {
    const query = { runId: run.id, limit: batchSize, ...(cursor && { cursor }) };
    const page = await parts.items.list(organisationId, query);
    const ids = page.items.map((item) => item.dataRowId);
    const dataRows = await parts.datasets.getDataRows(organisationId, ids);
    const rowsById = new Map(dataRows.map((row) => [row.id, row]));
    const itemIds = page.items.map((item) => item.id);
    const predictions = await parts.items.listPredictions(organisationId, itemIds);
    const predictionsByItem = new Map(predictions.map((each) => [each.itemId, each]));
    yield page.items.flatMap((item) => {
      const dataRow = rowsById.get(item.dataRowId);
      return dataRow ? [{ dataRow, prediction: predictionsByItem.get(item.id) ?? null }] : [];
    });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function* writeLines(run: RunView, rows: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  for await (const batch of rows) {
    const lines = batch.map(({ dataRow, prediction }) =>
      prediction ? encodePredictionLine(run, toDataRowView(dataRow), prediction) : '',
    );
    yield lines.join('');
  }
}

async function* writeCocoResults(
  run: RunView,
  ontology: Ontology,
  rows: AsyncIterable<ExportRow[]>,
): AsyncGenerator<string> {
  const encoder = createEncoder(run, ontology);
  let separator = '';
  yield '[';
  for await (const batch of rows) {
    const results = batch.flatMap(({ dataRow, prediction }) =>
      encoder.encode(toDataRowView(dataRow), annotationsOf(prediction)),
    );
    if (results.length === 0) continue;
    yield separator + results.map((result) => JSON.stringify(result)).join(',\n');
    separator = ',\n';
  }
  yield ']\n';
}

async function* writeCocoLegend(
  run: RunView,
  ontology: Ontology,
  rows: AsyncIterable<ExportRow[]>,
): AsyncGenerator<string> {
  const encoder = createEncoder(run, ontology);
  for await (const batch of rows) {
    for (const { dataRow, prediction } of batch) {
      encoder.encode(toDataRowView(dataRow), annotationsOf(prediction));
    }
  }
  yield `${JSON.stringify(encoder.legend())}\n`;
}

function createEncoder(run: RunView, ontology: Ontology) {
  return createCocoResultsEncoder(
    `Patchbay run ${run.id}: ${run.name}`,
    ontology.tools.map((tool) => tool.name),
  );
}

function annotationsOf(prediction: PredictionView | null): readonly Annotation[] {
  return prediction?.annotations ?? [];
}
