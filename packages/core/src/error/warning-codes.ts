/** One row of the warning table. */
export interface WarningDefinition {
  /** What was read leniently, repaired or dropped. */
  readonly title: string;
  /** What its owner can do so that it does not come again. */
  readonly remedy: string;
}

/**
 * Every leniency with which an answer of a model, a manifest or a file is read (DESIGN law 3). `docs/errors.md`
 * lists them.
 */
export const warningCodes = {
  JSON_COMMENTS: {
    title: 'The answer was JSON with comments or trailing commas',
    remedy: 'Answer with plain JSON: no comments, no comma before a closing bracket.',
  },
  JSON_KEY_REPEATED: {
    title: 'A key stands more than once in an object; the last one was read',
    remedy: 'Write each key once: what stands under the others is lost.',
  },
  JSON_UNWRAPPED: {
    title: 'The JSON was taken out of a string or a code fence',
    remedy: 'Answer with the JSON object itself.',
  },
  CONTENT_TYPE_UNEXPECTED: {
    title: 'The content type does not say JSON',
    remedy: 'Answer with `Content-Type: application/json`.',
  },
  CLASS_UNKNOWN: {
    title: 'The class is not in the ontology of the model',
    remedy:
      'Add the class to the ontology, or let the model use a name that is in it. The annotation is kept, marked as unknown.',
  },
  CLASSES_DIFFER: {
    title: 'The classes given at registration are not those that the endpoint lists',
    remedy:
      'Register the model with the list of the endpoint, or without classes: they are read from it then.',
  },
  CLASSES_UNVERIFIED: {
    title: 'The endpoint could not be asked for its classes',
    remedy:
      'The model is registered. Start the model server, see that the hub may call it, and check the model on its page.',
  },
  CLASS_REPEATED: {
    title: 'A class stands more than once in the list of classes; it was taken once',
    remedy: 'List each class once for each type.',
  },
  KIND_NOT_CARRIED: {
    title: 'An annotation has a kind for which the form of the answer has no place',
    remedy:
      'Start a run of the model instead, whose predictions keep every kind; or let the model answer in a kind that the form has.',
  },
  CLASS_NORMALISED: {
    title: 'The class differs from the ontology only by case, space or Unicode form',
    remedy: 'Answer with the name exactly as in the ontology.',
  },
  OPTION_NORMALISED: {
    title: 'The answer differs from an option only by case, space or Unicode form',
    remedy: 'Answer with the value of the option exactly as in the ontology.',
  },
  LABEL_DIFFERS: {
    title: 'Name and label of a result differ; the name was used',
    remedy: 'Send the same class in `name` and `label`.',
  },
  FIELD_IGNORED: {
    title: 'There is a field that the contract does not know',
    remedy: 'Leave the field out, or put its content where the contract has a place for it.',
  },
  ATTRIBUTES_REFORMED: {
    title: 'Attributes came in an object instead of a list',
    remedy: 'Send `attributes` as a list of strings.',
  },
  SHAPE_OUTSIDE_IMAGE: {
    title: 'A shape lies partly or wholly outside the image',
    remedy: 'Answer in absolute pixels of the upright image. The shape is kept as it came.',
  },
  SHAPE_EMPTY: {
    title: 'A shape has no area',
    remedy: 'Leave empty shapes out. The shape is kept as it came.',
  },
  OUTLINE_CROSSES_ITSELF: {
    title: 'The outline of a polygon crosses itself',
    remedy:
      'Answer with outlines whose sides do not cross. The outline is kept; by the even-odd rule the crossed part may count as outside.',
  },
  ANGLE_BEYOND_TURN: {
    title: 'An angle is more than a full turn in radians',
    remedy: 'Answer with radians, not degrees. The angle is kept as it came.',
  },
  CONFIDENCE_MISSING: {
    title: 'A result has no confidence, though the contract demands one',
    remedy: 'Send a number from 0 to 1 in every result. The result is kept without a confidence.',
  },
  RESULT_DROPPED: {
    title: 'A result could not be read and was left out; the others were kept',
    remedy:
      'Mend what the message names. Where the connection reads answers strictly, such a result fails the item.',
  },
  SPAN_REPAIRED: {
    title: 'A span was moved to where its text stands',
    remedy: 'Count from 0 in Unicode code points, with the end exclusive.',
  },
  QUOTE_NOT_FOUND: {
    title: 'A quotation, or the words around it, are not in the text; it was left out',
    remedy:
      'Let the model copy words, and those before and behind them, exactly as they stand in the text. The connection can make such an answer fail instead.',
  },
  QUOTE_NORMALISED: {
    title: 'A quotation differs from the text, and was found all the same',
    remedy:
      'Copy the words exactly: case, space, quotation marks and dashes as they stand in the text. The annotation has the words of the text.',
  },
  QUOTE_AT_SEVERAL_PLACES: {
    title: 'A quotation stands at several places; all of them were taken',
    remedy:
      'Where one place is meant, let the model give the words before and after it, or use a model that does.',
  },
  QUOTE_REPEATED: {
    title: 'A quotation is written more often than it stands in the text',
    remedy: 'Quote each place once. Each place was taken once.',
  },
  REASONING_REMOVED: {
    title: 'The model wrote its thoughts before the answer; they were taken off',
    remedy:
      'Start the server with a parser for the reasoning of this model, so that thoughts come in a field of their own.',
  },
  FINISH_REASON_UNKNOWN: {
    title: 'The reason why the model stopped is not known',
    remedy:
      'The answer was taken as complete. If it is cut off, raise max_tokens and look into the log of the model server.',
  },
  FEATURE_KINDS_DIFFER: {
    title: 'The kinds that a manifest allows are not those of its ontology',
    remedy:
      'List in `allowed_feature_kinds` the kinds that stand in `ontology`. The ontology was used.',
  },
  ASSET_TYPES_DIFFER: {
    title: 'The types of assets in a manifest are not those of its ontology',
    remedy:
      'Let `allowed_asset_types`, the `media_type` of the ontology and its tools speak of the same assets: shapes stand on images and videos, named entities in texts. `allowed_asset_types` was used.',
  },
  FILE_TYPE_DIFFERS: {
    title: 'The name of a file says another type than the file has; it was read as what it is',
    remedy: 'Nothing has to be done. Where other programs trust the name, rename the file.',
  },
  IMAGE_HAS_FRAMES: {
    title: 'An image moves or has several pages; the first of them is what is shown and measured',
    remedy:
      'Import what moves as a video (MP4, WebM), and each page as an image. A model that is sent the file as it is may see the rest.',
  },
  FILE_NAME_GUESSED: {
    title:
      'The names in an archive are not in UTF-8 and do not say in what; they were read as CP437',
    remedy:
      'Look at the names of the data rows. Where they are wrong, make the archive with a program that writes UTF-8, and import it into another dataset.',
  },
} as const satisfies Record<string, WarningDefinition>;

/** The code of a warning: a key of the table. */
export type WarningCode = keyof typeof warningCodes;

/** Whether a string is the code of a warning. */
export function isWarningCode(code: string): code is WarningCode {
  return Object.hasOwn(warningCodes, code);
}
