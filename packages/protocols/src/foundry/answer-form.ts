import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Feature } from '@patchbay/core/ontology/ontology.ts';
import type { OffsetUnit } from '@patchbay/core/text/indexed-text.ts';
import type { ClassName } from '../answer/class-name.ts';
import type { AnsweredRow } from '../model-input.ts';

/** What an answer is held against. */
export interface AnswerContext {
  readonly row: AnsweredRow;
  /** What offsets into a text count. */
  readonly offsetUnit: OffsetUnit;
  /** Frame of the video that is answered about; left out where the answer is about the whole row. */
  readonly frame?: number;
  /** Where each annotation stands that has an id or refers to one; filled while the answer is read. */
  readonly places: Map<Annotation, string>;
}

/** What an answer is read for. */
export interface AnswerTarget {
  readonly name: ClassName;
  /** The feature of the ontology; null where it has none of this name. */
  readonly feature: Feature | null;
}

/** How one kind of annotations stands under the name of its feature in an answer. */
export interface AnswerForm {
  /** The form in words, for the message where something else stands there. */
  readonly wanted: string;
  /** The fields that it reads, where it is an object. */
  readonly fields: readonly string[];
  /** Whether a value has this form. What is in it is judged when it is read. */
  fits(value: Json): boolean;
  /** Reads the value at a place of the answer. */
  read(
    value: Json,
    target: AnswerTarget,
    context: AnswerContext,
    path: readonly PropertyKey[],
  ): Outcome<Annotation[]>;
}
