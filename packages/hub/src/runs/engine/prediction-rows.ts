import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { type Copy, defineCopy } from '../../database/copy/copy-table.ts';
import {
  float4,
  int8,
  json,
  repeatedUuid,
  searchableJson,
  text,
  uuid,
} from '../../database/copy/copy-types.ts';
import { createIds } from '../../database/create-ids.ts';
import { createClassKeys } from '../class-key.ts';

/** What stands in a prediction where no annotation says how sure the model is. */
const noConfidence = -1;

/** Annotations in the form in which they are stored. */
export interface WrittenAnnotations {
  /** A JSON document in UTF-8. */
  readonly json: Buffer;
  /** The highest confidence of each class. */
  readonly classes: ReadonlyMap<string, number>;
}

/** What a prediction is made of, whether it comes from a call or from an exchange that is read again. */
export interface NewPrediction {
  organisationId: string;
  runId: string;
  revisionId: string;
  itemId: string;
  dataRowId: string;
  annotations: readonly Annotation[];
  /** The same as it is stored, where it was written before since it is long. */
  written?: WrittenAnnotations | undefined;
  warnings: readonly Warning[];
  reportedVersion: string | null;
  reading: string | null;
  usage: object | null;
  /** The item whose result was used again, where the model was not asked. */
  reusedFrom?: string | null;
  /** The action by which a stored answer was decoded again. */
  actionId?: string | null;
}

const copyPredictions = defineCopy('predictions', {
  item_id: uuid,
  id: uuid,
  organisation_id: repeatedUuid(),
  run_id: repeatedUuid(),
  data_row_id: uuid,
  revision_id: repeatedUuid(),
  reported_version: text,
  reading: text,
  usage: json,
  annotations: searchableJson,
  warnings: searchableJson,
  confidence: float4,
  reused_from: uuid,
  action_id: uuid,
});

const copyClasses = defineCopy('prediction_classes', {
  organisation_id: repeatedUuid(),
  class_key: int8,
  confidence: float4,
  item_id: repeatedUuid(),
});

/**
 * Writes predictions and the classes that lists are filtered by, to be run in one transaction. Whoever
 * replaces predictions deletes those of the items, in both tables, before.
 */
export function writePredictions(predictions: readonly NewPrediction[]): Copy[] {
  const ids = createIds(predictions.length);
  const rows = predictions.map((made, index) => {
    const classes = made.written?.classes ?? findClasses(made.annotations);
    return { id: ids[index] ?? '', made, classes };
  });
  const copies = [
    copyPredictions(rows.map(({ id, made, classes }) => toPredictionRow(id, made, classes))),
    copyClasses(toClassRows(rows)),
  ];
  return copies.filter((copy) => copy !== null);
}

/** The highest confidence of each class. */
export function findClasses(annotations: readonly Annotation[]): Map<string, number> {
  const classes = new Map<string, number>();
  for (const annotation of annotations) {
    const confidence = annotation.confidence ?? noConfidence;
    const known = classes.get(annotation.class);
    if (known === undefined || confidence > known) classes.set(annotation.class, confidence);
  }
  return classes;
}

function toPredictionRow(id: string, made: NewPrediction, classes: ReadonlyMap<string, number>) {
  return {
    item_id: made.itemId,
    id,
    organisation_id: made.organisationId,
    run_id: made.runId,
    data_row_id: made.dataRowId,
    revision_id: made.revisionId,
    reported_version: made.reportedVersion,
    reading: made.reading,
    usage: made.usage && JSON.stringify(made.usage),
    annotations: made.written?.json ?? JSON.stringify(made.annotations),
    warnings: JSON.stringify(made.warnings),
    confidence: Math.max(noConfidence, ...classes.values()),
    reused_from: made.reusedFrom ?? null,
    action_id: made.actionId ?? null,
  };
}

function toClassRows(
  rows: readonly { made: NewPrediction; classes: ReadonlyMap<string, number> }[],
) {
  const keyOf = createClassKeys();
  return rows.flatMap(({ made, classes }) =>
    Array.from(classes, ([name, confidence]) => ({
      organisation_id: made.organisationId,
      class_key: keyOf(made.runId, name),
      confidence,
      item_id: made.itemId,
    })),
  );
}
