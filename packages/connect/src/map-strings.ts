import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { setOwn } from './set-own.ts';

/** The same JSON with every string in it, keys excepted, replaced; the value itself where nothing changes. */
export function mapStrings(value: Json, replace: (text: string) => string): Json {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) {
    const members = value.map((member) => mapStrings(member, replace));
    return members.some((member, index) => member !== value[index]) ? members : value;
  }
  if (!isJsonObject(value)) return value;
  let copy: { [key: string]: Json } | null = null;
  for (const key of Object.keys(value)) {
    const member = value[key] ?? null;
    const replaced = mapStrings(member, replace);
    if (replaced === member) continue;
    copy ??= { ...value };
    setOwn(copy, key, replaced);
  }
  return copy ?? value;
}
