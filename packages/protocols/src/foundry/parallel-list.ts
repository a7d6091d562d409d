import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { readList } from './read-list.ts';

/** A list beside a list of shapes, with something about each of them. */
export interface ParallelList<Value> {
  /** What happens where it has another length than the list of shapes. */
  readonly code: ErrorCode;
  /** Reads what stands there about one shape; null says that nothing does. */
  read(written: Json, path: readonly PropertyKey[]): Outcome<Value | null>;
}

/**
 * Reads a list that belongs to a list of shapes: one member for each, nulls where the whole list is left
 * out. Another number of members than shapes fails, with the index from which they part.
 */
export function readParallel<Value>(
  written: Json | undefined,
  count: number,
  { code, read }: ParallelList<Value>,
  path: readonly PropertyKey[],
): Outcome<(Value | null)[]> {
  if (written === undefined || written === null) {
    return succeed(Array.from({ length: count }, () => null));
  }
  return andThen(readList(written, path), (list) => {
    if (list.length !== count) return refuseCount(list.length, count, code, path);
    return combine(list.map((member, index) => read(member, [...path, index])));
  });
}

function refuseCount(
  count: number,
  shapeCount: number,
  code: ErrorCode,
  path: readonly PropertyKey[],
): Outcome<never> {
  const index = Math.min(count, shapeCount);
  const pointer = toJsonPointer([...path, index]);
  const message = `At ${toJsonPointer(path)} there are ${count} members for ${shapeCount} shapes; from index ${index} on they do not belong together. Send one for each shape, in the same order.`;
  return fail({ code, message, details: { pointer, index } });
}
