import type { ExportedDataRow, ExportedPrediction, ExportedRun } from './export-source.ts';
import type { ExportWriter } from './export-writer.ts';
import { type AnnotationSelection, isWhole, selectAnnotations } from './select-annotations.ts';

/** Version of the lines below; it changes where a reader would have to. */
const version = 1;

/**
 * Predictions as JSON Lines, each a line with its line feed: the canonical annotations as they are
 * stored, and everything that says where they come from. Coordinates are absolute pixels of the upright
 * image or frame, frames count from 0, spans are half-open in Unicode code points. With a selection,
 * predictions of which nothing is left are left out.
 */
export function createLineWriter(
  run: ExportedRun,
  selection: AnnotationSelection = {},
): ExportWriter {
  const encode = createLineEncoder(run);
  return {
    begin: () => '',
    write({ dataRow, prediction }) {
      if (prediction === null) return '';
      if (isWhole(selection)) return encode(dataRow, prediction);
      const annotations = selectAnnotations(prediction, selection);
      if (annotations.length === 0) return '';
      return encode(dataRow, { ...prediction, annotations: JSON.stringify(annotations) });
    },
    end: () => '',
  };
}

function createLineEncoder({ id, name, parameters, model, protocol, dataset }: ExportedRun) {
  const ofRun = `"run":${JSON.stringify({ id, name, parameters })}`;
  const ofDataset = `"dataset":${JSON.stringify({ id: dataset.id, name: dataset.name })}`;
  const ofModel = (reportedVersion: string | null) => {
    const { revisionId, revision } = model;
    const facts = { id: model.id, name: model.name, revisionId, revision };
    return `"model":${JSON.stringify({ ...facts, reportedVersion, protocol })}`;
  };

  return (dataRow: ExportedDataRow, prediction: ExportedPrediction): string => {
    const line = [
      `{"version":${version}`,
      `"prediction":${JSON.stringify(prediction.id)}`,
      `"predictedAt":${JSON.stringify(prediction.createdAt)}`,
      `"reusedFrom":${JSON.stringify(prediction.reusedFrom)}`,
      ofRun,
      ofModel(prediction.reportedVersion),
      ofDataset,
      `"dataRow":${JSON.stringify(describe(dataRow))}`,
      `"annotations":${prediction.annotations}`,
      `"warnings":${prediction.warnings}}`,
    ].join(',');
    return `${onOneLine(line)}\n`;
  };
}

/** What a line says of its data row, and nothing else that the row has. */
function describe({ id, globalKey, type, image, video }: ExportedDataRow): ExportedDataRow {
  return { id, globalKey, type, image, video };
}

/**
 * Characters that JSON leaves as they are and that some readers take for the end of a line. Line feeds
 * are none inside a text: JSON has them between its tokens alone, where they mean nothing.
 */
const lineSeparators = /[\n\r\u0085\u2028\u2029]/g;

function onOneLine(json: string): string {
  return json.replace(lineSeparators, (character) =>
    character === '\n' || character === '\r'
      ? ' '
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
