import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ErrorObject } from 'ajv/dist/2020.js';
import {
  checkSchemaSize,
  compileSchema,
  countValues,
  holdAgainst,
  refuseSchema,
} from './compile-schema.ts';

/** Values in the parameters of a run: a schema can compare each of them with each other. */
const mostValues = 2000;

/** Where schemas of parameters stand in what people send. */
const place = 'parametersSchema';

type ParametersSchema = { readonly [keyword: string]: Json };
export type Parameters = { [name: string]: Json };

/**
 * Refuses a JSON Schema of parameters that cannot be used: not 2020-12, with unknown keywords, too
 * large or too deep. @throws PatchbayError INPUT_INVALID
 */
export function assertParametersSchema(schema: ParametersSchema | null): void {
  if (schema === null) return;
  checkSchemaSize(schema, place);
  if (schema.type !== 'object') throw refuseSchema(place, 'must have "type": "object" at its top');
  compileSchema(schema, { place, useDefaults: true });
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
  const validate = compileSchema(schema, { place, useDefaults: true });
  const finding = holdAgainst(validate, filled);
  if (finding !== null) throw unfitError(finding);
  if (validate.errors) throw parametersError(validate.errors[0]);
  return filled;
}

function unfitError(finding: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_PARAMETERS_INVALID',
    message: `The parameters ${finding}.`,
    details: { path: '' },
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
