import { isJsonObject, type Json } from '@patchbay/core/json.ts';

/** An option as a model chose it, with its answers to the questions that depend on it. */
export interface Choice {
  readonly option: string;
  readonly answers: Json | undefined;
}

/** Reads `"option"`, or `{"option": "…", "answers": {…}}`; null where it is neither. */
export function toChoice(value: Json): Choice | null {
  if (typeof value === 'string') return { option: value, answers: undefined };
  if (!isJsonObject(value) || typeof value.option !== 'string') return null;
  return { option: value.option, answers: value.answers };
}

/** Reads the choices of a checklist; null where one of them is none. */
export function toChoices(value: Json): Choice[] | null {
  if (!Array.isArray(value)) return null;
  const choices = value.map(toChoice).filter((choice) => choice !== null);
  return choices.length === value.length ? choices : null;
}
