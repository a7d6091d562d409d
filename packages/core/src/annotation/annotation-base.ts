import * as z from 'zod';

/** What every annotation carries, whatever its kind. */
export const annotationBase = {
  /** Name of the tool or classification in the ontology of the model. */
  class: z.string().min(1).max(256),
  /** How sure the model is, 0 to 1; null where it did not say. */
  confidence: z.number().min(0).max(1).nullable(),
  /** True where the class is not in the ontology of the model; the annotation is kept and shown. */
  unknownClass: z.boolean().optional(),
};

/** What every drawn annotation may carry beside its shape. */
export const drawnBase = {
  ...annotationBase,
  /** Words that belong to the shape: the content of a code, a transcription. */
  text: z.string().optional(),
  /** Free properties of the object, such as `damaged`. */
  attributes: z.array(z.string()).optional(),
};
