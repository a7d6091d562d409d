import { isJsonObject, type Json } from '@patchbay/core/json.ts';

/**
 * The name of the field in which a text has a NUL character or half a surrogate pair, which JSON
 * can spell but PostgreSQL cannot keep; null where there is none.
 */
export function findUnfitText(record: { readonly [name: string]: Json }): string | null {
  const found = Object.entries(record).find(([name, value]) => isUnfit(name) || isUnfit(value));
  return found ? found[0] : null;
}

function isUnfit(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (Array.isArray(value)) return value.some(isUnfit);
  return isJsonObject(value) && findUnfitText(value) !== null;
}
