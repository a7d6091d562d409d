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
  const begin = createLineBeginning(run);
  return {
    begin: () => '',
    write({ dataRow, prediction }) {
      if (prediction === null) return [];
      const { annotations, warnings } = prediction;
      if (isWhole(selection)) {
        const written = [onOneLine(annotations), ',"warnings":', onOneLine(warnings), '}\n'];
        return [begin(dataRow, prediction), ...written];
      }
      const selected = selectAnnotations(prediction, selection);
      if (selected.length === 0) return [];
      const written = [escapeSeparators(JSON.stringify(selected)), ',"warnings":'];
      return [begin(dataRow, prediction), ...written, onOneLine(warnings), '}\n'];
    },
    end: () => '',
  };
}

/** Writes a line as far as the list of annotations. */
function createLineBeginning({ id, name, parameters, model, protocol, dataset }: ExportedRun) {
  const { revisionId, revision } = model;
  const describeSource = (reportedVersion: string | null) => {
    const facts = { id: model.id, name: model.name, revisionId, revision };
    const source = {
      run: { id, name, parameters },
      model: { ...facts, reportedVersion, protocol },
      dataset: { id: dataset.id, name: dataset.name },
    };
    return escapeSeparators(JSON.stringify(source).slice(1, -1));
  };
  // The same from line to line, as long as the server says the same of itself.
  let known: { version: string | null; source: string } | null = null;

  return (dataRow: ExportedDataRow, prediction: ExportedPrediction): string => {
    const { id: predictionId, createdAt, reportedVersion, reusedFrom } = prediction;
    if (known?.version !== reportedVersion) {
      known = { version: reportedVersion, source: describeSource(reportedVersion) };
    }
    const ofPrediction = `"prediction":"${predictionId}","predictedAt":"${createdAt}"`;
    const ofSource = `"reusedFrom":${JSON.stringify(reusedFrom)},${known.source}`;
    const ofDataRow = `"dataRow":${escapeSeparators(JSON.stringify(describe(dataRow)))}`;
    return `{"version":${version},${ofPrediction},${ofSource},${ofDataRow},"annotations":`;
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

function escapeSeparators(json: string): string {
  return json.replace(lineSeparators, (character) =>
    character === '\n' || character === '\r'
      ? ' '
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const utf8 = new TextDecoder();

/** A document on one line; as it is where nothing in it could end one. */
function onOneLine(document: Uint8Array): string | Uint8Array {
  return isPlain(document) ? document : escapeSeparators(utf8.decode(document));
}

/** Whether all bytes are printable ASCII: most documents are nothing else. */
function isPlain(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}
