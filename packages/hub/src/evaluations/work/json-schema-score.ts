import type { Json } from '@patchbay/core/json.ts';
import { readEmbeddedJson } from '@patchbay/protocols/json/embedded-json.ts';
import {
  checkSchemaSize,
  compileSchema,
  countValues,
  holdAgainst,
} from '../../models/compile-schema.ts';
import type { Scored } from './scored.ts';

/** Values in an answer that is held against a schema, which can compare each of them with each other. */
const mostValues = 20_000;

/** Refuses a schema by which answers cannot be scored. @throws PatchbayError INPUT_INVALID */
export function assertSchema(schema: { readonly [keyword: string]: Json }): void {
  checkSchemaSize(schema, 'schema');
  compileSchema(schema, { place: 'schema', useDefaults: false });
}

/**
 * Whether an answer is JSON that fits a schema: 1 or 0. The JSON may stand in a code fence, as models like to write
 * it; words around it are none. A schema that cannot be held against an answer in its time gives a problem.
 */
export function createSchemaScore(schema: {
  readonly [keyword: string]: Json;
}): (answer: string) => Scored {
  const validate = compileSchema(schema, { place: 'schema', useDefaults: false });
  return (answer) => {
    const read = readEmbeddedJson(answer.trim(), '');
    if (!read.ok) return 0;
    const count = countValues(read.value);
    const finding =
      count > mostValues
        ? `has ${count} values; ${mostValues} are the most`
        : holdAgainst(validate, read.value);
    if (finding === null) return Number(!validate.errors);
    return { code: 'INPUT_INVALID', message: `The answer ${finding}.` };
  };
}
