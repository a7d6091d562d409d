import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, type Outcome } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { limitCount } from '../answer/limit-count.ts';
import { checkShape } from '../json/check-shape.ts';

/** A list whose members are checked one by one, so that a message names the one at fault. */
const listSchema = z.array(z.custom<Json>());

/** Reads a list as far as it is one, and not too long. */
export function readList(
  value: Json | undefined,
  path: readonly PropertyKey[],
): Outcome<readonly Json[]> {
  return andThen(checkShape(listSchema, value, path), (list) =>
    limitCount(list, toJsonPointer(path)),
  );
}
