import { isJsonObject, type Json } from '@patchbay/core/json.ts';

/** The same JSON with every string in it, keys excepted, replaced. */
export function mapStrings(value: Json, replace: (text: string) => string): Json {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((member) => mapStrings(member, replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapStrings(member, replace)]),
  );
}
