import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Option } from '@patchbay/core/ontology/ontology.ts';
import type { ClassName } from '../answer/class-name.ts';
import type { AnsweredRow } from '../model-input.ts';

/** The feature that an answer is read for. */
export interface AnswerTarget {
  readonly name: ClassName;
  /** The options of a radio or a checklist; null where they are not known or there are none. */
  readonly options: readonly Option[] | null;
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
    row: AnsweredRow,
    path: readonly PropertyKey[],
  ): Outcome<Annotation[]>;
}
