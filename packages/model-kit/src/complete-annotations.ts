import { type Annotation, annotationSchema } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Feature, listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import { countCodePoints, sliceCodePoints } from '@patchbay/core/text/code-points.ts';
import { checkReferences } from '@patchbay/protocols/answer/check-references.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import type { AnnotationDraft } from './annotation-draft.ts';
import { findAnswerMistake, findChoiceMistake } from './find-answer-mistake.ts';

/**
 * Makes annotations of a model's drafts and holds them against what the model declared and what it
 * was given, so that a mistake in the model is found in its own log and not by whoever called it.
 */
export function completeAnnotations(
  drafts: readonly AnnotationDraft[],
  row: AnsweredRow,
  ontology: Ontology,
): Outcome<Annotation[]> {
  const annotations: Annotation[] = [];
  for (const [index, draft] of drafts.entries()) {
    const parsed = annotationSchema.safeParse(completeDraft(draft, row));
    const mistake = parsed.success
      ? findMistake(parsed.data, row, ontology)
      : parsed.error.issues
          .map((issue) => `${toJsonPointer(issue.path)} ${issue.message}`.trim())
          .join('; ');
    if (mistake !== null || !parsed.success) {
      return fail({
        code: 'MODEL_ANSWER_INVALID',
        message: `Annotation ${index} (${draft.kind} "${draft.class}") cannot be sent: ${mistake}.`,
      });
    }
    annotations.push(parsed.data);
  }
  const places = new Map(annotations.map((annotation, index) => [annotation, index]));
  return andThen(
    checkReferences(annotations, (annotation) => `annotation ${places.get(annotation)}`),
    () => succeed(annotations),
  );
}

function completeDraft(draft: AnnotationDraft, row: AnsweredRow): unknown {
  const confidence = draft.confidence ?? null;
  if (draft.kind !== 'entity' || !('text' in row)) return { ...draft, confidence };
  return { ...draft, confidence, text: sliceCodePoints(row.text, draft.start, draft.end) };
}

const rowNames = {
  image: 'an image',
  text: 'a text',
  html: 'a page',
  conversational: 'a conversation',
  video: 'a video',
} as const satisfies { [Type in AnsweredRow['type']]: string };

/** What is wrong with an annotation of the right shape; null where nothing is. */
function findMistake(annotation: Annotation, row: AnsweredRow, ontology: Ontology): string | null {
  const feature = listFeatures(ontology).find(
    ({ kind, name }) => kind === annotation.kind && name === annotation.class,
  );
  if (!feature) return 'the ontology declares no class of this kind and name';
  const frameMistake = findFrameMistake(annotation, row);
  if (frameMistake !== null) return frameMistake;
  return findKindMistake(annotation, row) ?? findWordMistake(annotation, feature);
}

/** What is wrong with the answers in words of an annotation. */
function findWordMistake(annotation: Annotation, feature: Feature): string | null {
  if (annotation.kind === 'radio' || annotation.kind === 'checklist') {
    return findChoiceMistake(annotation, 'options' in feature ? feature.options : []);
  }
  const answers = 'classifications' in annotation ? (annotation.classifications ?? []) : [];
  const questions = 'classifications' in feature ? (feature.classifications ?? []) : [];
  return findAnswerMistake(answers, questions);
}

/** What is wrong with a shape or a span, held against its row. */
function findKindMistake(annotation: Annotation, row: AnsweredRow): string | null {
  switch (annotation.kind) {
    case 'bounding_box':
    case 'polygon':
    case 'line':
    case 'point':
    case 'ellipse':
    case 'cuboid':
    case 'skeleton':
    case 'vector':
      return row.type === 'image' || row.type === 'video'
        ? null
        : `a shape cannot be drawn in ${rowNames[row.type]}`;
    case 'mask':
      return findMaskMistake(annotation.mask.size, row);
    case 'entity':
      return findSpanMistake(annotation, row);
    case 'radio':
    case 'checklist':
    case 'free_text':
    case 'tag':
    case 'relation':
      return null;
  }
}

function findMaskMistake(size: readonly [number, number], row: AnsweredRow): string | null {
  if (row.type !== 'image' && row.type !== 'video')
    return `a mask cannot be drawn in ${rowNames[row.type]}`;
  const { width, height } = row.size;
  if (size[0] === height && size[1] === width) return null;
  return `its size [${size.join(', ')}] is not that of the image, [height, width] = [${height}, ${width}]`;
}

function findSpanMistake(span: { start: number; end: number }, row: AnsweredRow): string | null {
  if (!('text' in row)) return `a span cannot be marked in ${rowNames[row.type]}`;
  const length = countCodePoints(row.text);
  if (span.start < span.end && span.end <= length) return null;
  return `the span [${span.start}, ${span.end}) does not lie in a text of ${length} code points`;
}

function findFrameMistake({ frame }: Annotation, row: AnsweredRow): string | null {
  if (frame === undefined || (row.type === 'video' && row.frames.includes(frame))) return null;
  return `there is no frame ${frame} in ${rowNames[row.type]}${row.type === 'video' ? ` of the frames ${row.frames.join(', ')}` : ''}`;
}
