import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { drawnKinds } from '@patchbay/core/annotation/annotation.ts';
import { type Feature, listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import type { AnsweredRow } from '../model-input.ts';
import type { PredictionProtocol } from '../prediction-protocol.ts';
import { arbitraryAnnotation, type Carried } from './arbitrary-annotation.ts';
import { arbitraryOntology } from './arbitrary-ontology.ts';
import { withIds } from './arbitrary-relation.ts';
import { arbitraryText } from './arbitrary-text.ts';

/** A model's answer with all that it is measured against. */
export interface AnswerCase {
  readonly ontology: Ontology;
  readonly row: AnsweredRow;
  readonly annotations: readonly Annotation[];
}

type Carrier = Pick<PredictionProtocol, 'annotationKinds' | 'dataRowTypes'>;

/**
 * Any answer that a protocol can carry: any number of shapes and spans, each question answered once at
 * most for the row, or for each frame of a video.
 */
export function arbitraryAnswer(protocol: Carrier, carried: Carried): fc.Arbitrary<AnswerCase> {
  return fc
    .tuple(arbitraryOntology(protocol.annotationKinds, carried), arbitraryRow(protocol))
    .chain(([ontology, row]) =>
      fc
        .tuple(...listFeatures(ontology).map((feature) => ofFeature(feature, row, carried)))
        .chain((lists) =>
          carried.ids ? withIds(lists.flat(), ontology, carried) : fc.constant(lists.flat()),
        )
        .map((annotations) => ({ ontology, row, annotations })),
    );
}

/** A row of one of the types that a protocol takes. */
export function arbitraryRow(protocol: Carrier): fc.Arbitrary<AnsweredRow> {
  const side = fc.integer({ min: 1, max: 12 });
  const image = fc.record({
    type: fc.constant('image'),
    size: fc.record({ width: side, height: side }),
  });
  const text = fc.record({ type: fc.constant('text'), text: arbitraryText });
  const html = fc.record({ type: fc.constant('html'), text: arbitraryText });
  const conversational = fc.record({ type: fc.constant('conversational') });
  const video = fc.record({
    type: fc.constant('video'),
    size: fc.record({ width: side, height: side }),
    frames: fc.uniqueArray(fc.nat(100), { minLength: 1, maxLength: 3 }),
  });
  const rows = { image, text, html, conversational, video };
  return fc.oneof(...protocol.dataRowTypes.map((type) => rows[type]));
}

function ofFeature(
  feature: Feature,
  row: AnsweredRow,
  carried: Carried,
): fc.Arbitrary<Annotation[]> {
  const annotation = arbitraryAnnotation(feature, row, carried);
  if (annotation === null) return fc.constant([]);
  const isDrawn = [...drawnKinds, 'entity'].includes(feature.kind);
  const ofRow = fc.array(annotation, { maxLength: isDrawn ? 3 : 1 });
  if (row.type !== 'video' || !carried.frames) return ofRow;
  const ofFrames = row.frames.map((frame) =>
    ofRow.map((list) => list.map((one) => ({ ...one, frame }))),
  );
  return fc.tuple(ofRow, ...ofFrames).map((lists) => lists.flat());
}
