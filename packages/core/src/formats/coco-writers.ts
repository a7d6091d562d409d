import type { CocoResultsEncoder } from './coco-results.ts';
import type { ExportWriter } from './export-writer.ts';
import { type AnnotationSelection, selectAnnotations } from './select-annotations.ts';

/** COCO results: one JSON list, a result a line. */
export function createCocoResultsWriter(
  encoder: CocoResultsEncoder,
  selection: AnnotationSelection = {},
): ExportWriter {
  const join = createJoiner();
  return {
    begin: () => '[',
    write({ dataRow, prediction }) {
      return [join(encoder.encode(dataRow, selectAnnotations(prediction, selection)).results)];
    },
    end: () => ']\n',
  };
}

/**
 * The legend of the same results: what their numbers mean. It is itself a COCO file, to which `loadRes` of
 * pycocotools adds the results.
 */
export function createCocoLegendWriter(
  encoder: CocoResultsEncoder,
  selection: AnnotationSelection = {},
): ExportWriter {
  const join = createJoiner();
  return {
    begin: () => '{"images":[',
    write({ dataRow, prediction }) {
      const { image } = encoder.encode(dataRow, selectAnnotations(prediction, selection));
      return image ? [join([image])] : [];
    },
    // The images come first, because what follows is not known before all of them were seen.
    end: () => `],${JSON.stringify(encoder.describe()).slice(1)}\n`,
  };
}

/** Writes the entries of one list, with what stands between them. */
function createJoiner(): (entries: readonly object[]) => string {
  let separator = '';
  return (entries) => {
    let written = '';
    for (const entry of entries) {
      written += separator + JSON.stringify(entry);
      separator = ',\n';
    }
    return written;
  };
}
