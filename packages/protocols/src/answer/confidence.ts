import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { excerptOf } from '../json/excerpt.ts';

/**
 * Reads a confidence: a number from 0 to 1, or null where the model does not say. Never clamped:
 * MODEL_CONFIDENCE_INVALID.
 */
export function readConfidence(value: unknown, pointer: string): Outcome<number | null> {
  if (value === null || value === undefined) return succeed(null);
  if (typeof value === 'number' && value >= 0 && value <= 1) return succeed(value);
  const message = `At ${pointer} the confidence is ${excerptOf(value)}; a number from 0 to 1 was wanted.`;
  return fail({ code: 'MODEL_CONFIDENCE_INVALID', message, details: { pointer } });
}
