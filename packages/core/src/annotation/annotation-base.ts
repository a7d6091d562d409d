import * as z from 'zod';
import { nestedAnswersSchema } from './nested-answer.ts';

/** What every annotation carries, whatever its kind. */
export const annotationBase = {
  /** Name of the tool or classification in the ontology of the model. */
  class: z.string().min(1).max(256),
  /** How sure the model is, 0 to 1; null where it did not say. */
  confidence: z.number().min(0).max(1).nullable(),
  /** True where the class is not in the ontology of the model; the annotation is kept and shown. */
  unknownClass: z.boolean().optional(),
  /**
   * Names the annotation, where a relation refers to it: once for the whole row, and once in each frame of
   * a video, where the same name is the same object.
   */
  id: z.string().min(1).max(256).optional(),
  /** Frame of a video to which it belongs, counted from 0; left out where it holds for the whole row. */
  frame: z.int().nonnegative().optional(),
};

/** What an annotation that is drawn or marked may carry besides: answers to the questions of its tool. */
export const toolBase = {
  ...annotationBase,
  classifications: nestedAnswersSchema.optional(),
};

/** What every drawn annotation may carry beside its shape. */
export const drawnBase = {
  ...toolBase,
  /** Words that belong to the shape: the content of a code, a transcription. */
  text: z.string().optional(),
  /** Free properties of the object, such as `damaged`. */
  attributes: z.array(z.string()).optional(),
};
