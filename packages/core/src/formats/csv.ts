import type { Annotation } from '../annotation/annotation.ts';
import { describeAnnotation } from './csv-annotation.ts';
import { type CsvMode, writeRecord } from './csv-cells.ts';
import { csvColumns } from './csv-columns.ts';
import type { ExportWriter } from './export-writer.ts';
import { type AnnotationSelection, selectAnnotations } from './select-annotations.ts';

/** By which spreadsheets know that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * Predictions as CSV (RFC 4180, UTF-8), one record for each annotation: a data row on which nothing was
 * found has none. `raw` writes all words as they are; `safe` is for spreadsheets, see csv-cells.ts. The
 * pixels of masks, for which no cell is large enough, are left out: the box around them stands there.
 */
export function createCsvWriter(mode: CsvMode, selection: AnnotationSelection = {}): ExportWriter {
  return {
    begin: () => (mode === 'safe' ? byteOrderMark : '') + writeRecord(csvColumns, 'raw'),
    write({ dataRow, prediction }) {
      if (prediction === null) return [];
      const size = dataRow.image ?? dataRow.video;
      const ofRow = {
        global_key: dataRow.globalKey,
        row_type: dataRow.type,
        row_width: size?.width ?? null,
        row_height: size?.height ?? null,
        data_row_id: dataRow.id,
        prediction_id: prediction.id,
      };
      const write = (annotation: Annotation) => {
        const cells = { ...ofRow, ...describeAnnotation(annotation) };
        return writeRecord(
          csvColumns.map((column) => cells[column] ?? null),
          mode,
        );
      };
      return selectAnnotations(prediction, selection).map(write);
    },
    end: () => '',
  };
}
