import type { ExportFormat, ExportInput } from '@patchbay/core/api/item-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { createCocoResultsEncoder } from '@patchbay/core/formats/coco-results.ts';
import {
  createCocoLegendWriter,
  createCocoResultsWriter,
} from '@patchbay/core/formats/coco-writers.ts';
import { createCsvWriter } from '@patchbay/core/formats/csv.ts';
import type { ExportedItem } from '@patchbay/core/formats/export-source.ts';
import type { ExportWriter } from '@patchbay/core/formats/export-writer.ts';
import { createLineWriter } from '@patchbay/core/formats/jsonl.ts';
import type { Principal } from '../access/principal.ts';
import type { ExportFile } from '../export-file.ts';
import type { ModelsService } from '../models/models-service.ts';
import type { RunService } from '../runs/run-service.ts';
import { nameExport } from './export-name.ts';
import type { ExportStore } from './export-store.ts';
import type { ItemScope } from './item-places.ts';
import { createTextPacker } from './text-packer.ts';

/** Items that are read at once, and bytes of their documents: the memory of an export. */
const batch = { limit: 500, largestBytes: 2_000_000 };

/** What is handed to the connection at once. */
const pieceBytes = 64 * 1024;

const mediaTypes: { readonly [Format in ExportFormat]: string } = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  'coco-results': 'application/json; charset=utf-8',
  'coco-legend': 'application/json; charset=utf-8',
};

export type RunExporter = ReturnType<typeof createRunExporter>;

interface ExporterParts {
  runs: RunService;
  models: ModelsService;
  rows: ExportStore;
}

/** Writes the predictions of a run in one of the export formats, batch by batch. */
export function createRunExporter(parts: ExporterParts) {
  return {
    /** @throws PatchbayError INPUT_NOT_FOUND before the first piece is written */
    async open(principal: Principal, input: ExportInput): Promise<ExportFile> {
      const { organisationId } = principal;
      const run = await parts.runs.get(organisationId, input.id);
      const writer = await createWriter(parts, organisationId, run, input);
      await parts.rows.recordExport(principal, run, input);
      return {
        fileName: nameExport(run, input),
        mediaType: mediaTypes[input.format],
        pieces: writePieces(parts, { organisationId, runId: run.id }, writer),
      };
    },
  };
}

async function createWriter(
  { models }: ExporterParts,
  organisationId: string,
  run: RunView,
  { format, safe, ...selection }: ExportInput,
): Promise<ExportWriter> {
  if (format === 'jsonl') return createLineWriter(run, selection);
  if (format === 'csv') return createCsvWriter(safe ? 'safe' : 'raw', selection);
  const { ontology } = (await models.getRevision(organisationId, run.model.revisionId))
    .configuration;
  const encoder = createCocoResultsEncoder(
    `Patchbay run ${run.id}: ${run.name}`,
    ontology.tools.map((tool) => tool.name),
  );
  return format === 'coco-results'
    ? createCocoResultsWriter(encoder, selection)
    : createCocoLegendWriter(encoder, selection);
}

async function* writePieces(
  { rows, runs }: ExporterParts,
  scope: ItemScope,
  writer: ExportWriter,
): AsyncGenerator<Buffer> {
  const packer = createTextPacker(pieceBytes);
  packer.add(writer.begin());
  for await (const batch of readBatches(rows, scope)) {
    for (const item of batch) {
      for (const part of writer.write(item)) {
        const piece = packer.add(part);
        if (piece) yield piece;
      }
    }
  }
  // Were the run gone by now, what came would look whole.
  await runs.get(scope.organisationId, scope.runId);
  packer.add(writer.end());
  const piece = packer.rest();
  if (piece) yield piece;
}

/**
 * All items of a run. Each batch is a statement of its own, so that a reader who takes an hour holds no
 * connection and no snapshot; while one batch is written, the next is read.
 */
async function* readBatches(rows: ExportStore, scope: ItemScope): AsyncGenerator<ExportedItem[]> {
  let [memory, other] = [rows.createMemory(), rows.createMemory()];
  let next = rows.readBatch(scope, { ...batch, after: null, memory });
  for (;;) {
    const current = await next;
    const last = current.at(-1);
    if (!last) return;
    [memory, other] = [other, memory];
    next = rows.readBatch(scope, { ...batch, after: last.dataRow.id, memory });
    next.catch(() => {}); // heard where it is awaited; a reader who goes away before needs no word of it
    yield current;
  }
}
