import type { Json } from '@patchbay/core/json.ts';
import fc from 'fast-check';

/** Bodies that real servers send and that are no answer, by what they are. */
export const strangeBodies: { readonly [name: string]: string } = {
  'an empty body': '',
  'space alone': ' \r\n ',
  'a login page': '<!doctype html><html><head><title>Sign in</title></head><body></body></html>',
  XML: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
  'a cut object': '{"status": "succeeded", "results": [{"name": "ca',
  'two documents': '{"status": "succeeded"}\n{"status": "succeeded"}',
  'NaN where a number was wanted': '{"cat": {"boxes": [[0, 0, NaN, 1]]}}',
  'a number beyond a double': '{"cat": {"boxes": [[0, 0, 1e400, 1]]}}',
  'single quotes': "{'status': 'succeeded'}",
  'nesting without end': '['.repeat(200_000),
  'nesting in an object': '{"a":'.repeat(200_000),
};

/** A JSON value of any shape. */
export const arbitraryJson = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));

/** A valid body with some of its characters cut out, doubled or exchanged. */
export function damagedText(body: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.nat(body.length),
      fc.nat(12),
      fc.oneof(fc.constantFrom('', '{', ']', ',', '"', '-', '1e999', 'null'), fc.string()),
    )
    .map(([at, length, put]) => body.slice(0, at) + put + body.slice(at + length));
}

/** A valid body in which one value is replaced by any other. */
export function damagedValue(body: string): fc.Arbitrary<string> {
  const value: Json = JSON.parse(body);
  return fc
    .tuple(fc.nat(countValues(value) - 1), fc.jsonValue({ maxDepth: 2 }))
    .map(([index, other]) => JSON.stringify(replaceValue(value, { left: index }, other as Json)));
}

function countValues(value: Json): number {
  const children = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return children.reduce<number>((sum, child) => sum + countValues(child), 1);
}

function replaceValue(value: Json, cursor: { left: number }, other: Json): Json {
  if (cursor.left === 0) {
    cursor.left = -1;
    return other;
  }
  cursor.left -= 1;
  if (Array.isArray(value)) return value.map((item) => replaceValue(item, cursor, other));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceValue(item, cursor, other)]),
  );
}
