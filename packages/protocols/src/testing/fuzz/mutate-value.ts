import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { hostileValue, hostileWords } from './hostile-values.ts';
import type { Random } from './random.ts';

type Members = { [key: string]: Json };

/**
 * A value in which one place was changed: replaced, of another type, taken out, doubled, renamed,
 * exchanged with another. `other` gives pieces of other valid values. The value itself stays as it is.
 */
export function mutateValue(value: Json, other: Json, random: Random): Json {
  const isEnd = !isContainer(value) || random.oneIn(5);
  if (isEnd) return mutateHere(value, other, random);
  if (Array.isArray(value)) {
    const index = random.below(value.length);
    return value.with(index, mutateValue(value[index] ?? null, other, random));
  }
  const keys = Object.keys(value);
  const key = keys[random.below(keys.length)] ?? '';
  return withMember(value, key, mutateValue(value[key] ?? null, other, random));
}

function isContainer(value: Json): value is Json[] | Members {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function mutateHere(value: Json, other: Json, random: Random): Json {
  switch (random.below(6)) {
    case 0:
      return hostileValue(random);
    case 1:
      return changeType(value, random);
    case 2:
      return pickPart(other, random);
    default:
      if (Array.isArray(value)) return mutateList(value, other, random);
      if (isJsonObject(value)) return mutateObject(value, other, random);
      return mutateScalar(value, random);
  }
}

function mutateScalar(value: Json, random: Random): Json {
  if (typeof value === 'number') return random.pick([-value, value * 1e9, value + 0.5, 1 - value]);
  if (typeof value !== 'string') return hostileValue(random);
  const at = random.below(value.length);
  return random.pick([
    hostileWords(random),
    value.slice(0, at),
    value.slice(0, at) + hostileWords(random) + value.slice(at),
    ` ${value.toUpperCase()} `,
    value.normalize('NFD'),
    value + value,
  ]);
}

function changeType(value: Json, random: Random): Json {
  if (Array.isArray(value))
    return random.pick<Json>([{ ...value }, value.length, value[0] ?? null]);
  if (isJsonObject(value)) return random.pick<Json>([Object.values(value), Object.keys(value)]);
  if (typeof value === 'boolean') return Number(value);
  return random.pick<Json>([String(value), Number(value) || 0, [value], { value }, value !== null]);
}

function mutateList(list: Json[], other: Json, random: Random): Json {
  const at = random.below(list.length);
  const member = list[at] ?? hostileValue(random);
  switch (random.below(6)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return list.toSpliced(at, 0, member);
    case 2:
      return list.toSpliced(at, 0, pickPart(other, random));
    case 3:
      return list.toReversed();
    case 4:
      return random.oneIn(30) ? Array.from({ length: 2000 }, () => member) : [...list, ...list];
    default:
      return [member];
  }
}

function mutateObject(object: Members, other: Json, random: Random): Json {
  const keys = Object.keys(object);
  const key = keys[random.below(keys.length)] ?? '';
  const another = keys[random.below(keys.length)] ?? '';
  const value = object[key] ?? null;
  switch (random.below(5)) {
    case 0:
      return withoutMember(object, key);
    case 1:
      return withMember(withoutMember(object, key), hostileWords(random), value);
    case 2:
      return withMember(withMember(object, key, object[another] ?? null), another, value);
    case 3:
      return withMember(object, hostileWords(random), pickPart(other, random));
    default:
      return withMember(object, pickKey(other, random), value);
  }
}

/** Any part of a value, itself included. */
function pickPart(value: Json, random: Random): Json {
  if (!isContainer(value) || random.oneIn(4)) return value;
  const members = Object.values(value);
  return pickPart(members[random.below(members.length)] ?? null, random);
}

function pickKey(value: Json, random: Random): string {
  const part = pickPart(value, random);
  const keys = isJsonObject(part) ? Object.keys(part) : [];
  return keys[random.below(keys.length)] ?? hostileWords(random);
}

/** As `JSON.parse` does it: `__proto__` is a key like others. */
function withMember(object: Members, key: string, value: Json): Members {
  return Object.fromEntries([
    ...Object.entries(object).filter(([name]) => name !== key),
    [key, value],
  ]);
}

function withoutMember(object: Members, key: string): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
