import { makeExcerpt } from '../../response/excerpt.ts';

/** Longer answers are shown from their beginning: to find a place they would have to be parsed again. */
const maximumParsedLength = 2_000_000;

/** The part of an answer at a JSON pointer, in one line; its beginning where that cannot be found. */
export function excerptAt(body: string, pointer?: string): string {
  return (pointer && showPlace(body, pointer)) || makeExcerpt(body);
}

function showPlace(body: string, pointer: string): string | null {
  if (body.length > maximumParsedLength) return null;
  try {
    const place = findPlace(JSON.parse(body), pointer);
    return place === null ? null : makeExcerpt(place);
  } catch {
    return null; // not JSON, or nested too deep to be written again
  }
}

/** The value at the pointer with its key, or the innermost value on the way there that exists. */
function findPlace(whole: unknown, pointer: string): string | null {
  let value = whole;
  let key: string | null = null;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) break;
    key = Array.isArray(value) ? null : name;
    value = Reflect.get(value, name);
  }
  if (value === whole) return null;
  const written = JSON.stringify(value);
  return key === null ? written : `${JSON.stringify(key)}: ${written}`;
}
