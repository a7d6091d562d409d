import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { findStringEnd } from './scan-json.ts';

/** An object or a list that is open at a place of the text. */
interface Level {
  /** The keys of an object so far; null for a list. */
  readonly keys: Set<string> | null;
  /** The key or the index of the value that is being passed. */
  segment: string | number;
  isKeyNext: boolean;
}

/** The search ends with this many places: an answer can repeat millions of keys. */
export const maximumRepeatedKeys = 100;

/**
 * The first places of keys that stand more than once in their object, of which `JSON.parse` keeps the
 * last without a word. The text has to be JSON.
 */
export function findRepeatedKeys(text: string): string[] {
  const repeated = new Set<string>();
  const open: Level[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const level = open.at(-1);
    switch (text[index]) {
      case '{':
        open.push({ keys: new Set(), segment: '', isKeyNext: true });
        break;
      case '[':
        open.push({ keys: null, segment: 0, isKeyNext: false });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (level) advance(level);
        break;
      case '"': {
        const start = index;
        index = findStringEnd(text, start);
        if (!level?.isKeyNext) break;
        const isNew = takeKey(level, JSON.parse(text.slice(start, index + 1)));
        if (!isNew) repeated.add(toJsonPointer(open.map(({ segment }) => segment)));
        if (repeated.size === maximumRepeatedKeys) return [...repeated];
        break;
      }
    }
  }
  return [...repeated];
}

function advance(level: Level): void {
  if (level.keys) level.isKeyNext = true;
  else level.segment = Number(level.segment) + 1;
}

/** Goes on to the value of a key; whether the key is new in its object. */
function takeKey(level: Level, key: string): boolean {
  const isNew = !level.keys?.has(key);
  level.keys?.add(key);
  level.segment = key;
  level.isKeyNext = false;
  return isNew;
}
