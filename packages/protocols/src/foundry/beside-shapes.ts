import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combineFields, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { readConfidence } from '../answer/confidence.ts';
import { checkShape } from '../json/check-shape.ts';
import { readId } from './annotation-id.ts';
import type { AnswerTarget } from './answer-form.ts';
import { type ParallelList, readParallel } from './parallel-list.ts';
import { readAnswersTo } from './read-answer.ts';
import { writeAnswers } from './write-answer.ts';

/** The lists that can stand beside a list of shapes: only `scores` is the vendor's. */
export type BesideName = 'scores' | 'ids' | 'classifications' | 'texts' | 'attributes';

/** What can be said about a shape in an image. */
export const besideDrawn: readonly BesideName[] = [
  'scores',
  'ids',
  'classifications',
  'texts',
  'attributes',
];

/** What the lists say about one shape. What they do not say is left out. */
export interface BesideShape {
  readonly confidence: number | null;
  readonly id?: string;
  readonly classifications?: NestedAnswer[];
  readonly text?: string;
  readonly attributes?: string[];
}

interface BesidePlace {
  readonly kind: { readonly beside: readonly BesideName[] };
  fieldOf(name: BesideName): string;
  readonly target: AnswerTarget;
  readonly path: readonly PropertyKey[];
}

/** Reads the lists beside a list of shapes: what they say of each. */
export function readBeside(
  answer: { readonly [field: string]: Json },
  count: number,
  { kind, fieldOf, target, path }: BesidePlace,
): Outcome<BesideShape[]> {
  const read = <Value>(name: BesideName, list: ParallelList<Value>): Outcome<(Value | null)[]> => {
    const field = fieldOf(name);
    const written = kind.beside.includes(name) ? answer[field] : undefined;
    return readParallel(written, count, list, [...path, field]);
  };
  const lists = combineFields({
    scores: read('scores', scores),
    ids: read('ids', { code: 'MODEL_RESPONSE_INVALID', read: readId }),
    answers: read('classifications', answersTo(target)),
    texts: read('texts', words(z.string().nullable())),
    attributes: read('attributes', words(z.array(z.string()).nullable())),
  });
  return andThen(lists, ({ scores: confidences, ids, answers, texts, attributes }) =>
    succeed(
      confidences.map((confidence, index) =>
        leaveOutNulls({
          confidence,
          id: ids[index],
          classifications: answers[index],
          text: texts[index],
          attributes: attributes[index],
        }),
      ),
    ),
  );
}

type Said = { [Name in keyof BesideShape]?: BesideShape[Name] | null | undefined };

function leaveOutNulls({
  confidence = null,
  id,
  classifications,
  text,
  attributes,
}: Said): BesideShape {
  return {
    confidence,
    ...(id && { id }),
    ...(classifications && { classifications }),
    ...(typeof text === 'string' && { text }),
    ...(attributes && { attributes }),
  };
}

const scores: ParallelList<number> = {
  code: 'MODEL_CONFIDENCE_INVALID',
  read: (written, path) => readConfidence(written, toJsonPointer(path)),
};

function answersTo({ feature }: AnswerTarget): ParallelList<NestedAnswer[]> {
  const questions = feature && 'classifications' in feature ? feature.classifications : undefined;
  return {
    code: 'MODEL_RESPONSE_INVALID',
    read: (written, path) =>
      andThen(readAnswersTo(questions ?? [], written, path), (answers) =>
        succeed(answers.length === 0 ? null : answers),
      ),
  };
}

function words<Value>(schema: z.ZodType<Value | null>): ParallelList<Value> {
  return {
    code: 'MODEL_RESPONSE_INVALID',
    read: (written, path) => checkShape(schema, written, path),
  };
}

/** The lists beside a list of shapes, under the names that they have there; none that says nothing. */
export function writeBeside(
  shapes: readonly Annotation[],
  names: readonly BesideName[],
  fieldOf: (name: BesideName) => string,
): { [field: string]: Json } {
  const lists = names.flatMap((name): [string, Json][] => {
    const list = shapes.map((shape) => aboutShape[name](shape));
    return list.every((about) => about === null) ? [] : [[fieldOf(name), list]];
  });
  return Object.fromEntries(lists);
}

const aboutShape: { readonly [Name in BesideName]: (shape: Annotation) => Json } = {
  scores: ({ confidence }) => confidence,
  ids: ({ id = null }) => id,
  classifications: (shape) =>
    'classifications' in shape && shape.classifications
      ? writeAnswers(shape.classifications)
      : null,
  texts: (shape) => ('text' in shape ? (shape.text ?? null) : null),
  attributes: (shape) => ('attributes' in shape ? (shape.attributes ?? null) : null),
};
