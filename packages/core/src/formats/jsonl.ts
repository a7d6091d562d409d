import type { ExportedDataRow, ExportedPrediction, ExportedRun } from './export-source.ts';

/** Version of the lines below; it changes where a reader would have to. */
const version = 1;

/**
 * One prediction as a line of JSON Lines, with its line feed: the canonical annotations as they are
 * stored, and everything that says where they come from. Coordinates are absolute pixels of the upright
 * image or frame, frames count from 0, spans are half-open in Unicode code points.
 */
export function encodePredictionLine(
  run: ExportedRun,
  dataRow: ExportedDataRow,
  prediction: ExportedPrediction,
): string {
  return toLine({
    version,
    prediction: prediction.id,
    predictedAt: prediction.createdAt,
    run: { id: run.id, name: run.name, parameters: run.parameters },
    model: {
      id: run.model.id,
      name: run.model.name,
      revisionId: run.model.revisionId,
      revision: run.model.revision,
      reportedVersion: prediction.reportedVersion,
      protocol: run.protocol,
    },
    dataset: run.dataset,
    dataRow: {
      id: dataRow.id,
      globalKey: dataRow.globalKey,
      type: dataRow.type,
      image: dataRow.image,
      video: dataRow.video,
    },
    annotations: prediction.annotations,
    warnings: prediction.warnings,
  });
}

/** Characters that JSON leaves as they are and that some readers take for the end of a line. */
const lineSeparators = /[\u0085\u2028\u2029]/g;

function toLine(value: object): string {
  const spell = (character: string) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(lineSeparators, spell)}\n`;
}
