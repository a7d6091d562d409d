import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type * as z from 'zod';
import { describeIssue } from './describe-issue.ts';
import { excerptOf } from './excerpt.ts';

/**
 * Checks a value against the schema of its place on the wire. The message names the place, what was
 * wanted and what stood there, and the whole form where the schema describes itself.
 */
export function checkShape<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  path: readonly PropertyKey[] = [],
  code: ErrorCode = 'MODEL_RESPONSE_INVALID',
): Outcome<Value> {
  const checked = schema.safeParse(value);
  if (checked.success) return succeed(checked.data);
  const issue = checked.error.issues[0];
  const inner = issue?.path ?? [];
  const pointer = toJsonPointer([...path, ...inner]);
  const place = pointer === '' ? 'The whole' : `At ${pointer} it`;
  const found = valueAt(value, inner);
  const reason = issue ? describeIssue(issue, found) : 'not the shape that was wanted';
  const about = found === undefined ? '' : ` It is ${excerptOf(found)}.`;
  const form = schema.description === undefined ? '' : ` The form is ${schema.description}.`;
  const message = `${place} does not fit: ${reason}.${about}${form}`;
  return fail({ code, message, details: { pointer } });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) {
      return undefined;
    }
    current = Reflect.get(current, segment);
  }
  return current;
}
