import type { Json } from '@patchbay/core/json.ts';
import type { Draft, Drafts, SchemaField } from './schema-fields.ts';

/** What a form begins with: the defaults of its schema. */
export function beginDrafts(fields: readonly SchemaField[]): Drafts {
  return Object.fromEntries(fields.map((field) => [field.name, beginDraft(field)]));
}

function beginDraft({ kind, initial }: SchemaField): Draft {
  if (initial === undefined || initial === null) return kind === 'boolean' ? false : '';
  if (kind === 'json' || kind === 'choice') return JSON.stringify(initial);
  return typeof initial === 'object' ? JSON.stringify(initial) : initial;
}

/** What a form gives: the values, or for each field that is wrong a sentence. */
export type CollectedValues =
  | { readonly ok: true; readonly values: { [name: string]: Json } }
  | { readonly ok: false; readonly errors: { [name: string]: string } };

/** Reads the values out of the controls. Fields left empty are left out. */
export function collectValues(fields: readonly SchemaField[], drafts: Drafts): CollectedValues {
  const values: { [name: string]: Json } = {};
  const errors: { [name: string]: string } = {};
  for (const field of fields) {
    const draft = drafts[field.name];
    if (draft === undefined || draft === '') {
      if (field.isRequired && field.initial === undefined)
        errors[field.name] = `Enter ${field.label}.`;
      continue;
    }
    const read = readDraft(field, draft);
    if (read.ok) values[field.name] = read.value;
    else errors[field.name] = read.error;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}

type ReadDraft = { ok: true; value: Json } | { ok: false; error: string };

function readDraft(field: SchemaField, draft: Draft): ReadDraft {
  if (field.kind === 'number' || field.kind === 'integer') return readNumber(field, Number(draft));
  if (field.kind !== 'json' && field.kind !== 'choice') return { ok: true, value: draft };
  try {
    return { ok: true, value: JSON.parse(String(draft)) };
  } catch {
    return { ok: false, error: 'This is not JSON; write it like ["a", "b"] or {"a": 1}.' };
  }
}

function readNumber({ kind, minimum, maximum }: SchemaField, value: number): ReadDraft {
  if (!Number.isFinite(value)) return { ok: false, error: 'Enter a number.' };
  if (kind === 'integer' && !Number.isInteger(value))
    return { ok: false, error: 'Enter a whole number.' };
  if (minimum !== undefined && value < minimum) return { ok: false, error: `At least ${minimum}.` };
  if (maximum !== undefined && value > maximum) return { ok: false, error: `At most ${maximum}.` };
  return { ok: true, value };
}
