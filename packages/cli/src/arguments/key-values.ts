import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';

/**
 * Reads `key=value` arguments. A value is JSON where it can be read as JSON (`0.5`, `true`,
 * `["a"]`), else the text as it stands; `"5"` in double quotes is the text 5.
 */
export function readKeyValues(option: string, pairs: readonly string[]): { [key: string]: Json } {
  const values = new Map<string, Json>();
  for (const pair of pairs) {
    const [key, value] = splitPair(option, pair);
    if (values.has(key)) {
      throw new PatchbayError({
        code: 'INPUT_INVALID',
        message: `${option} ${key} is given twice; each key may stand once`,
      });
    }
    values.set(key, value);
  }
  return Object.fromEntries(values);
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function splitPair(option: string, pair: string): [key: string, value: Json] {
  const equals = pair.indexOf('=');
  const key = pair.slice(0, equals).trim();
  if (equals < 0 || key === '') {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `${option} ${pair} has no key; write it as ${option} key=value, for example ${option} threshold=0.5`,
    });
  }
  return [key, readValue(pair.slice(equals + 1))];
}

function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
