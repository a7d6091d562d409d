import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { warningSchema } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { findUnfitValue } from '../../json/find-unfit-value.ts';

const warningsSchema = z.array(warningSchema);

/** Longer words are no message, and longer places are no place. In characters. */
const longestMessage = 4000;

/**
 * What reading may give, as JSON, for so many characters of a payload and of the text that it is about: one
 * letter can be quoted that stands at every other place, and each place is an annotation.
 */
const largestResult = (length: number, about: number) => 100_000 + 40 * length + 100 * about;

/**
 * What is wrong with what reading a payload gave; null where it is sound: a value of its schema with
 * sound warnings, or a problem with a code of the right family. All of it can be stored, and none of it
 * grows out of proportion.
 */
export function findOutcomeFault<Value>(
  outcome: Outcome<Value>,
  payload: string,
  { schema, family, about = 0 }: { schema: z.ZodType; family: RegExp; about?: number },
): string | null {
  const written = JSON.stringify(outcome);
  if (written.length > largestResult(payload.length, about)) {
    return `${payload.length} characters became ${written.length}`;
  }
  const unfit = findUnfitValue(JSON.parse(JSON.stringify(outcome, keepInfinity)));
  if (unfit) return `the result cannot be stored: at ${unfit.pointer} ${unfit.reason}`;
  return outcome.ok ? findValueFault(outcome, schema) : findProblemFault(outcome, family);
}

/** `JSON.stringify` would write null, and hide what cannot be written. */
function keepInfinity(_: string, value: Json): Json {
  return typeof value === 'number' && !Number.isFinite(value) ? '\0' : value;
}

function findValueFault<Value>(
  { value, warnings }: Outcome<Value> & { ok: true },
  schema: z.ZodType,
): string | null {
  const checked = schema.safeParse(value);
  if (!checked.success) return `the value is not of its schema: ${z.prettifyError(checked.error)}`;
  if (warnings.length > 0 && !warningsSchema.safeParse(warnings).success) {
    return `the warnings are not of their schema: ${JSON.stringify(warnings)}`;
  }
  const odd = warnings.find(
    ({ message, pointer }) =>
      isOdd(message) || pointer.length > longestMessage || !/^(?:\/|$)/.test(pointer),
  );
  return odd ? `a warning is odd: ${JSON.stringify(odd).slice(0, 500)}` : null;
}

function findProblemFault(
  { problem }: Outcome<never> & { ok: false },
  family: RegExp,
): string | null {
  const { code, message } = problem;
  if (!family.test(code)) return `the code is ${code}: ${message}`;
  const written = JSON.stringify(problem);
  return isOdd(message) || written.length > 2 * longestMessage
    ? `the problem is odd: ${written.slice(0, 500)}`
    : null;
}

function isOdd(message: string): boolean {
  return message.trim() === '' || message.length > longestMessage;
}
