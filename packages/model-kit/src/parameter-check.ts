import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The parameters of one call, by name. */
type Parameters = { readonly [name: string]: Json };

/** Checks the parameters of a call and fills in the defaults of the schema. */
export type ParameterCheck = (parameters: Parameters) => Outcome<Parameters>;

/**
 * Prepares the check of a model's parameters. The schema is the model owner's own code, so it is
 * trusted; a mistake in it is thrown at once.
 */
export function createParameterCheck(
  schema: { readonly [key: string]: Json } | null,
): ParameterCheck {
  if (schema === null) return (parameters) => succeed(parameters);
  const validator = new Ajv2020({ allErrors: true, useDefaults: true, strict: false });
  const validate = validator.compile<Parameters>(schema);
  return (parameters) => {
    const completed: unknown = structuredClone(parameters);
    if (validate(completed)) return succeed(completed);
    const places = validator.errorsText(validate.errors, { dataVar: 'parameters' });
    return fail({
      code: 'INPUT_PARAMETERS_INVALID',
      message: `The parameters do not fit the schema of the model: ${places}.`,
    });
  };
}
