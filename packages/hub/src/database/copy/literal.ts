import pg from 'pg';
import { unstorable } from './unstorable.ts';

/**
 * A value as it stands in the text of a statement. A NUL would end the statement there and half a
 * surrogate pair would become another character: both are refused.
 * @throws an error of class 22
 */
export function literal(value: string | number | boolean | null): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw unstorable(`${value} is not a number`);
    return String(value);
  }
  if (value.includes('\0')) throw unstorable('a text contains the character NUL');
  if (!value.isWellFormed()) throw unstorable('a text contains half a surrogate pair');
  return pg.escapeLiteral(value);
}

/** Values as one literal of an array of the type, which PostgreSQL reads much faster than a list. */
export function arrayLiteral(values: readonly (string | number | null)[], type: string): string {
  const elements = values.map((value) => {
    if (value === null) return 'null';
    if (typeof value === 'number') return String(value);
    return `"${value.replaceAll(/[\\"]/g, '\\$&')}"`;
  });
  return `${literal(`{${elements.join(',')}}`)}::${type}[]`;
}
