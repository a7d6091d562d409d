import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { linearTimePatterns } from './pattern-engine.ts';
import { runWithin, TimeBudgetError } from './time-budget.ts';

const largestSchemaBytes = 65_536;
const deepestSchema = 24;

/** Values in the parameters of a run: a schema can compare each of them with each other. */
const mostValues = 2000;

/** For compiling a schema, and for checking parameters against it: what a schema may ask for has no end. */
const budgetMs = 500;

type ParametersSchema = { readonly [keyword: string]: Json };
export type Parameters = { [name: string]: Json };

/**
 * Refuses a JSON Schema of parameters that cannot be used: not 2020-12, with unknown keywords, too
 * large or too deep. @throws PatchbayError INPUT_INVALID
 */
export function assertParametersSchema(schema: ParametersSchema | null): void {
  if (schema === null) return;
  if (JSON.stringify(schema).length > largestSchemaBytes) {
    throw schemaError(`is larger than ${largestSchemaBytes} bytes`);
  }
  if (isDeeperThan(schema, deepestSchema)) {
    throw schemaError(`is nested more than ${deepestSchema} levels deep`);
  }
  if (schema.type !== 'object') throw schemaError('must have "type": "object" at its top');
  compile(schema);
}

/**
 * The parameters of a run with the defaults of the schema filled in.
 * @throws PatchbayError INPUT_PARAMETERS_INVALID
 */
export function checkParameters(
  schema: ParametersSchema | null,
  parameters: Readonly<Parameters>,
): Parameters {
  const filled = structuredClone(parameters);
  if (schema === null) {
    const [name] = Object.keys(filled);
    if (name === undefined) return filled;
    throw new PatchbayError({
      code: 'INPUT_PARAMETERS_INVALID',
      message: `The model declares no parameters, so "${name}" cannot be given. Register the model with a schema of its parameters.`,
      details: { path: `/${name}` },
    });
  }
  const count = countValues(filled);
  if (count > mostValues) {
    throw unfitError(`have ${count} values; ${mostValues} are the most`);
  }
  const validate = compile(schema);
  if (isValid(validate, filled)) return filled;
  throw parametersError(validate.errors?.[0]);
}

/** @throws PatchbayError where the schema runs in a circle or takes longer than its budget. */
function isValid(validate: ValidateFunction, parameters: Parameters): boolean {
  try {
    return runWithin(budgetMs, () => validate(parameters));
  } catch (error) {
    if (error instanceof TimeBudgetError) {
      throw unfitError(`could not be checked within ${budgetMs} ms: the schema asks for too much`);
    }
    if (error instanceof RangeError) {
      throw unfitError('cannot be checked: the schema refers to itself without end');
    }
    throw error;
  }
}

function compile(schema: ParametersSchema): ValidateFunction {
  // One instance for each schema: an `$id` in one never reaches into another.
  const ajv = new Ajv2020({
    strictSchema: true,
    strictNumbers: true,
    strictTypes: false, // ["string", "null"] is fine
    strictTuples: false,
    strictRequired: false,
    useDefaults: true,
    validateFormats: false, // in 2020-12 a format is a remark
    $data: false,
    logger: false,
    code: { regExp: linearTimePatterns },
  });
  try {
    return runWithin(budgetMs, () => ajv.compile(schema));
  } catch (error) {
    if (error instanceof TimeBudgetError) {
      throw schemaError(`cannot be read within ${budgetMs} ms; make it simpler`);
    }
    throw schemaError(`cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isDeeperThan(value: Json | undefined, levels: number): boolean {
  if (!Array.isArray(value) && !isJsonObject(value)) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countValues(inner), 1);
}

function unfitError(finding: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_PARAMETERS_INVALID',
    message: `The parameters ${finding}.`,
    details: { path: '' },
  });
}

function schemaError(finding: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `parametersSchema: the schema ${finding}. Write a JSON Schema of the draft 2020-12.`,
    details: { path: '/parametersSchema' },
  });
}

function parametersError(error: ErrorObject | undefined): PatchbayError {
  const place = error?.instancePath.slice(1).replaceAll('/', '.') || 'The parameters';
  const allowed = isAllowedValues(error?.params) ? `: ${listSome(error.params.allowedValues)}` : '';
  const extra =
    error?.params && 'additionalProperty' in error.params
      ? `: "${error.params.additionalProperty}"`
      : '';
  return new PatchbayError({
    code: 'INPUT_PARAMETERS_INVALID',
    message: `${place} ${error?.message ?? 'do not fit the schema'}${allowed}${extra}.`,
    details: { path: error?.instancePath ?? '', schemaPath: error?.schemaPath ?? '' },
  });
}

const mostListed = 20;

function listSome(values: readonly unknown[]): string {
  const listed = values.slice(0, mostListed).join(', ');
  return values.length > mostListed ? `${listed} and ${values.length - mostListed} more` : listed;
}

function isAllowedValues(params: unknown): params is { allowedValues: unknown[] } {
  return typeof params === 'object' && params !== null && 'allowedValues' in params;
}
