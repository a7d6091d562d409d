import * as z from 'zod';
import { isErrorCode } from '../error/codes.ts';
import { isWarningCode } from '../error/warning-codes.ts';
import { itemStateSchema } from '../run/item-state.ts';

/** A confidence in a query: 0 to 1. An empty value is none, and refused, instead of 0. */
export const confidenceQuery = z
  .union([z.string().regex(/\d/, 'must be a number from 0 to 1'), z.number()])
  .pipe(z.coerce.number<string | number>('must be a number from 0 to 1').min(0).max(1));

/** No text in the database has a NUL character, and none can be asked for. */
const words = z.string().refine((text) => !text.includes('\0'), 'must have no NUL character');

/** A class in a query, as the model spells it. */
export const classQuery = words.min(1, 'must be the name of a class').max(256);

/** What predictions are found by. */
const predictionFields = {
  /** Only predictions with an annotation of this class. */
  class: classQuery.optional(),
  /** Lowest and highest confidence: of the class, where one is given, else of all annotations. */
  minimumConfidence: confidenceQuery.optional(),
  maximumConfidence: confidenceQuery.optional(),
};

/** What is looked for in each item, one after another: slower than all else. */
const searchedFields = {
  /** Only items with these words in their global key, their text, a class or an answer; in any case. */
  text: words.trim().min(2, 'must have two characters or more').max(200).optional(),
  /** Only items whose answer was read with a warning of this code. */
  warning: z
    .string()
    .refine(isWarningCode, 'must be the code of a warning; docs/errors.md lists them')
    .optional(),
};

/** The query of a list of predictions. */
export const predictionFilterFields = { ...predictionFields, ...searchedFields };

/** The query of a list of items. */
export const itemFilterFields = {
  state: itemStateSchema.optional(),
  /** Only items that failed with this code. */
  code: z
    .string()
    .refine(isErrorCode, 'must be the code of an error; docs/errors.md lists them')
    .optional(),
  ...predictionFilterFields,
};

/**
 * Which items of a run are wanted. By class or confidence they come highest confidence first, else in
 * the order of the dataset.
 */
export type ItemFilter = z.output<z.ZodObject<typeof itemFilterFields>>;

/** Whether a filter is one of predictions, so that the list is in the order of their confidence. */
export function isByConfidence(filter: ItemFilter): boolean {
  const { class: name, minimumConfidence, maximumConfidence } = filter;
  return [name, minimumConfidence, maximumConfidence].some((value) => value !== undefined);
}

/** Refuses filters that nothing can pass, with what to leave out. */
export function checkItemFilter(filter: ItemFilter, context: z.RefinementCtx): void {
  const { state, code, minimumConfidence = 0, maximumConfidence = 1 } = filter;
  const refuse = (path: keyof ItemFilter, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (minimumConfidence > maximumConfidence) {
    refuse('minimumConfidence', 'must not be above maximumConfidence');
  }
  if (!isByConfidence(filter)) return;
  const only = 'items with a class and a confidence are those that succeeded';
  if (state !== undefined && state !== 'succeeded') refuse('state', `${only}; leave it out`);
  if (code !== undefined) refuse('code', `${only}, without a code; leave it out`);
}
