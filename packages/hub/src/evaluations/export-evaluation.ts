import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import {
  createEvaluationCsv,
  createEvaluationLines,
} from '@patchbay/core/formats/evaluation-writers.ts';
import type { ExportFile } from '../export-file.ts';
import { toFileName } from '../http/file-name.ts';
import type { EvaluationsService } from './evaluations-service.ts';

/** Prompts that are read at once. */
const batchSize = 100;

const mediaTypes = { jsonl: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;

export interface EvaluationExport {
  readonly id: string;
  readonly format: 'jsonl' | 'csv';
  readonly safe: boolean;
}

export type EvaluationExporter = ReturnType<typeof createEvaluationExporter>;

/** Writes evaluations as files: an answer of a candidate to a prompt after the other. */
export function createEvaluationExporter(evaluations: EvaluationsService) {
  return {
    async open(
      organisationId: string,
      { id, format, safe }: EvaluationExport,
    ): Promise<ExportFile> {
      const evaluation = await evaluations.get(organisationId, id);
      const ending = format === 'jsonl' ? 'jsonl' : `${safe ? 'spreadsheet' : 'raw'}.csv`;
      return {
        fileName: `${toFileName(evaluation.name) || id}.${ending}`,
        mediaType: mediaTypes[format],
        pieces: writePieces(evaluations, organisationId, evaluation, { format, safe }),
      };
    },
  };
}

async function* writePieces(
  evaluations: EvaluationsService,
  organisationId: string,
  evaluation: EvaluationView,
  { format, safe }: Omit<EvaluationExport, 'id'>,
): AsyncGenerator<Buffer> {
  const writer =
    format === 'jsonl'
      ? createEvaluationLines(evaluation)
      : createEvaluationCsv(evaluation, safe ? 'safe' : 'raw');
  yield Buffer.from(writer.begin());
  let cursor: string | undefined;
  do {
    const query = { limit: batchSize, order: 'dataset', cursor } as const;
    const page = await evaluations.listPrompts(organisationId, evaluation.id, query);
    if (page.items.length > 0) yield Buffer.from(page.items.map(writer.write).join(''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
