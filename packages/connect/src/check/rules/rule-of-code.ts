import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { WarningCode } from '@patchbay/core/error/warning-codes.ts';

/**
 * The rule that an answer breaks when it is read with a warning. Null where the warning is of something
 * else than an answer, or a rule looks at the annotations themselves.
 */
export const ruleOfWarning: { readonly [Code in WarningCode]: RuleId | null } = {
  JSON_COMMENTS: 'json-plain',
  JSON_KEY_REPEATED: 'json-keys',
  JSON_UNWRAPPED: 'json-bare',
  CONTENT_TYPE_UNEXPECTED: 'json-content-type',
  CLASS_UNKNOWN: null,
  CLASSES_DIFFER: null,
  KIND_NOT_CARRIED: null,
  CLASSES_UNVERIFIED: null,
  CLASS_REPEATED: 'classes-repeated',
  CLASS_NORMALISED: 'classes-spelling',
  OPTION_NORMALISED: 'classes-spelling',
  LABEL_DIFFERS: 'shape-labels',
  FIELD_IGNORED: 'shape-fields',
  ATTRIBUTES_REFORMED: 'shape-attributes',
  SHAPE_OUTSIDE_IMAGE: 'geometry-inside',
  SHAPE_EMPTY: 'geometry-area',
  // Allowed: outlines of real things cross themselves where they are traced roughly.
  OUTLINE_CROSSES_ITSELF: null,
  ANGLE_BEYOND_TURN: 'geometry-angle',
  CONFIDENCE_MISSING: 'shape-contract',
  RESULT_DROPPED: 'shape-contract',
  SPAN_REPAIRED: 'text-span',
  QUOTE_NOT_FOUND: 'text-quote',
  QUOTE_NORMALISED: 'text-quote',
  QUOTE_AT_SEVERAL_PLACES: 'text-quote',
  QUOTE_REPEATED: 'text-quote',
  REASONING_REMOVED: 'shape-reasoning',
  FINISH_REASON_UNKNOWN: 'shape-envelope',
  FEATURE_KINDS_DIFFER: null,
  ASSET_TYPES_DIFFER: null,
  // Of imports alone.
  FILE_TYPE_DIFFERS: null,
  IMAGE_HAS_FRAMES: null,
  FILE_NAME_GUESSED: null,
};

/** Rules of problems that are about more than one answer, or about what stands in it. */
const ruleOfProblemCode = new Map<ErrorCode, RuleId>([
  ['MODEL_NOT_FOUND', 'reach-address'],
  ['MODEL_REDIRECTED', 'reach-address'],
  ['MODEL_UNAUTHORIZED', 'access-accepted'],
  ['MODEL_RESPONSE_TOO_LARGE', 'bounds-too-large'],
  ['MODEL_RESPONSE_ENCODING', 'json-encoding'],
  ['MODEL_RESPONSE_NOT_JSON', 'json-valid'],
  ['MODEL_RESPONSE_CONTENT_TYPE', 'json-content-type'],
  ['MODEL_RESPONSE_INVALID', 'shape-contract'],
  ['MODEL_CONFIDENCE_INVALID', 'confidence-range'],
  ['MODEL_GEOMETRY_INVALID', 'geometry-possible'],
  ['MODEL_MASK_INVALID', 'geometry-mask'],
  ['MODEL_SPAN_INVALID', 'text-span'],
  ['MODEL_ANSWER_INVALID', 'classes-answers'],
  ['MODEL_OUTPUT_TRUNCATED', 'shape-complete'],
  ['MODEL_REFUSED_CONTENT', 'shape-complete'],
]);

/** The rule that an endpoint breaks when an ordinary call ends in a problem. */
export function ruleOfProblem({ code, details }: Problem, body: string): RuleId {
  if (code === 'MODEL_RESPONSE_NOT_JSON' && hasBareNumbers(body)) return 'json-numbers';
  if (code === 'MODEL_MASK_INVALID' && details?.isSwapped === true) return 'geometry-mask-size';
  return ruleOfProblemCode.get(code) ?? 'reach-answers';
}

/** `NaN` and `Infinity` where JSON has a value. */
function hasBareNumbers(body: string): boolean {
  return /[:[,]\s*-?(?:NaN|Infinity)\b/.test(body);
}
