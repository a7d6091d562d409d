import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import { useMemo, useState } from 'react';
import { readFailure } from '../../api/failure.ts';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import {
  type Draft,
  type Drafts,
  readSchemaFields,
} from '../../components/schema-form/schema-fields.ts';

/** The parameters as they stand in the form of the model's schema. */
export function useParameters(model: ModelView) {
  const schema = model.revision.parametersSchema;
  const fields = useMemo(() => readSchemaFields(schema ?? {}), [schema]);
  const [drafts, setDrafts] = useState<Drafts>(() => beginDrafts(fields));
  const [errors, setErrors] = useState<{ [name: string]: string }>({});
  return {
    fields,
    drafts,
    errors,
    change(next: Drafts): void {
      setErrors({});
      setDrafts(next);
    },
    /** The values; null where one of them cannot be read, which its field says then. */
    collect(): { [name: string]: Json } | null {
      const collected = collectValues(fields, drafts);
      setErrors(collected.ok ? {} : collected.errors);
      return collected.ok ? collected.values : null;
    },
    /** Shows at its field what the hub said of it; false where it belongs to none. */
    explain(error: unknown): boolean {
      const { code, details, message } = readFailure(error);
      const name = typeof details.path === 'string' ? details.path.split('/')[1] : undefined;
      const isField = fields.some((field) => field.name === name);
      if (code !== 'INPUT_PARAMETERS_INVALID' || name === undefined || !isField) return false;
      setErrors({ [name]: message });
      return true;
    },
    /** Puts the values of an earlier question back into the form. */
    restore(parameters: { readonly [name: string]: Json }): void {
      const kept = Object.fromEntries(
        fields.map((field) => [field.name, toDraft(parameters[field.name], field.kind)]),
      );
      setErrors({});
      setDrafts(kept);
    },
  };
}

function toDraft(value: Json | undefined, kind: string): Draft {
  if (value === undefined || value === null) return kind === 'boolean' ? false : '';
  if (kind === 'json' || kind === 'choice' || typeof value === 'object')
    return JSON.stringify(value);
  return value;
}
