import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { linearTimePatterns } from './pattern-engine.ts';
import { runWithin, TimeBudgetError } from './time-budget.ts';

const largestSchemaBytes = 65_536;
const deepestSchema = 24;

/** Of processor time, for compiling a schema, and for holding a value against it: what a schema may ask for has no end. */
const budgetMs = 500;

/** Refuses a JSON Schema that is too large or too deep, when a user brings it. @throws PatchbayError INPUT_INVALID */
export function checkSchemaSize(schema: { readonly [keyword: string]: Json }, place: string): void {
  if (JSON.stringify(schema).length > largestSchemaBytes) {
    throw refuseSchema(place, `is larger than ${largestSchemaBytes} bytes`);
  }
  if (isDeeperThan(schema, deepestSchema)) {
    throw refuseSchema(place, `is nested more than ${deepestSchema} levels deep`);
  }
}

/**
 * Compiles a JSON Schema of a user. Refused where it cannot be used: not 2020-12, or with unknown keywords.
 * `place` is where it stands in what they sent. @throws PatchbayError INPUT_INVALID
 */
export function compileSchema(
  schema: { readonly [keyword: string]: Json },
  { place, useDefaults }: { place: string; useDefaults: boolean },
): ValidateFunction {
  try {
    return runWithin(budgetMs, () => createCompiler(useDefaults).compile(schema));
  } catch (error) {
    if (error instanceof TimeBudgetError) {
      throw refuseSchema(place, `cannot be read within ${budgetMs} ms; make it simpler`);
    }
    throw refuseSchema(
      place,
      `cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** One instance for each schema: an `$id` in one never reaches into another. */
function createCompiler(useDefaults: boolean): Ajv2020 {
  return new Ajv2020({
    strictSchema: true,
    strictNumbers: true,
    strictTypes: false, // ["string", "null"] is fine
    strictTuples: false,
    strictRequired: false,
    useDefaults,
    validateFormats: false, // in 2020-12 a format is a remark
    $data: false,
    logger: false,
    code: { regExp: linearTimePatterns },
  });
}

/**
 * Holds a value against a compiled schema, whose `errors` then say what does not fit, null where all does. Why it
 * could not be told, where it runs in a circle or takes longer than its budget; else null.
 */
export function holdAgainst(validate: ValidateFunction, value: Json): string | null {
  try {
    runWithin(budgetMs, () => validate(value));
    return null;
  } catch (error) {
    if (error instanceof TimeBudgetError) {
      return `could not be checked within ${budgetMs} ms: the schema asks for too much`;
    }
    if (error instanceof RangeError) {
      return 'cannot be checked: the schema refers to itself without end';
    }
    throw error;
  }
}

/** How many values a document has, itself included. */
export function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countValues(inner), 1);
}

/** What is said of a schema that cannot be used. */
export function refuseSchema(place: string, finding: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${place}: the schema ${finding}. Write a JSON Schema of the draft 2020-12.`,
    details: { path: `/${place}` },
  });
}

function isDeeperThan(value: Json | undefined, levels: number): boolean {
  if (!Array.isArray(value) && !isJsonObject(value)) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
