import type { Json } from '@patchbay/core/json.ts';

/** What a walk of a parsed value finds. */
export interface ValueFacts {
  /** How many keys all objects have together. Fewer than the text has: a key stood twice in its object. */
  keyCount: number;
  /** Whether a number is beyond a double, as `1e400` is. */
  hasInfinity: boolean;
  /** Whether a number is so large that a whole number of its size may have been rounded. */
  hasHugeNumber: boolean;
}

/**
 * Walks a value that was just parsed, once, and writes 0 in the place of each -0, which compares and
 * prints as 0 and is told apart by nobody. Walks recursively: the depth of the value is limited before.
 */
export function settleValue(value: Json): ValueFacts {
  const facts: ValueFacts = { keyCount: 0, hasInfinity: false, hasHugeNumber: false };
  if (typeof value === 'number' && isHuge(value)) noteHuge(value, facts);
  else if (Array.isArray(value)) settleList(value, facts);
  else if (typeof value === 'object' && value !== null) settleObject(value, facts);
  return facts;
}

function settleList(list: Json[], facts: ValueFacts): void {
  for (let index = 0; index < list.length; index += 1) {
    const member = list[index];
    if (typeof member === 'number') {
      if (member === 0) list[index] = 0;
      else if (isHuge(member)) noteHuge(member, facts);
    } else if (Array.isArray(member)) settleList(member, facts);
    else if (typeof member === 'object' && member !== null) settleObject(member, facts);
  }
}

/** `for … in` over what `JSON.parse` made sees own keys alone, and is twice as fast as `Object.keys`. */
function settleObject(object: { [key: string]: Json }, facts: ValueFacts): void {
  let keyCount = 0;
  for (const key in object) {
    keyCount += 1;
    const member = object[key];
    if (typeof member === 'number') {
      if (member === 0) object[key] = 0;
      else if (isHuge(member)) noteHuge(member, facts);
    } else if (Array.isArray(member)) settleList(member, facts);
    else if (typeof member === 'object' && member !== null) settleObject(member, facts);
  }
  facts.keyCount += keyCount;
}

function isHuge(value: number): boolean {
  return value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER;
}

function noteHuge(value: number, facts: ValueFacts): void {
  facts.hasHugeNumber = true;
  if (!Number.isFinite(value)) facts.hasInfinity = true;
}
