import { findStringEnd } from './scan-json.ts';

/** Where a text stops being JSON, and why. */
export interface JsonFault {
  /** Index in UTF-16 code units; the length of the text where it ends too early. */
  readonly index: number;
  readonly reason: string;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'comma' | 'end';

/** Finds the first place at which a text is not JSON; null where there is none. */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let index = skipSpace(text, 0);
  while (index < text.length) {
    const token = readToken(text, index);
    if ('reason' in token) return token;
    const next = follow(expected, token.kind, open);
    if (next === null) return { index, reason: explain(expected, token.kind) };
    expected = next;
    index = skipSpace(text, token.end);
  }
  return expected === 'end'
    ? null
    : { index: text.length, reason: 'the text ends before the JSON is complete: it was cut off' };
}

type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar';

/** What may come after a token; null where the token may not stand. Keeps the stack of open brackets. */
function follow(expected: Expected, kind: TokenKind, open: ('{' | '[')[]): Expected | null {
  const afterValue = () => (open.length === 0 ? 'end' : 'comma');
  const isValuePlace = expected === 'value' || expected === 'value or ]';
  const isKeyPlace = expected === 'key' || expected === 'key or }';
  switch (kind) {
    case '{':
    case '[':
      if (!isValuePlace) return null;
      open.push(kind);
      return kind === '{' ? 'key or }' : 'value or ]';
    case '}':
      if (open.at(-1) !== '{' || (expected !== 'comma' && expected !== 'key or }')) return null;
      open.pop();
      return afterValue();
    case ']':
      if (open.at(-1) !== '[' || (expected !== 'comma' && expected !== 'value or ]')) return null;
      open.pop();
      return afterValue();
    case ':':
      return expected === ':' ? 'value' : null;
    case ',':
      if (expected !== 'comma') return null;
      return open.at(-1) === '{' ? 'key' : 'value';
    case 'string':
      if (isKeyPlace) return ':';
      return isValuePlace ? afterValue() : null;
    case 'scalar':
      return isValuePlace ? afterValue() : null;
  }
}

function explain(expected: Expected, kind: TokenKind): string {
  if (expected === 'end') return 'something follows the end of the JSON, perhaps a second document';
  if ((kind === '}' || kind === ']') && (expected === 'key' || expected === 'value')) {
    return 'a comma stands before a closing bracket';
  }
  const wanted = expected === 'comma' ? 'a comma or a closing bracket' : expected;
  return `${kind === 'scalar' ? 'a value' : kind} stands where ${wanted} was expected`;
}

const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

function readToken(text: string, index: number): { kind: TokenKind; end: number } | JsonFault {
  const character = text[index] ?? '';
  if (character === '"') return readString(text, index);
  if (isMark(character)) return { kind: character, end: index + 1 };
  scalar.lastIndex = index;
  if (scalar.test(text)) return { kind: 'scalar', end: scalar.lastIndex };
  return { index, reason: describeStranger(text.slice(index, index + 24)) };
}

function isMark(character: string): character is '{' | '}' | '[' | ']' | ':' | ',' {
  switch (character) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return true;
    default:
      return false;
  }
}

function readString(text: string, start: number): { kind: 'string'; end: number } | JsonFault {
  const end = findStringEnd(text, start);
  for (let index = start + 1; index < end; index += 1) {
    const character = text.charCodeAt(index);
    if (character < 0x20) {
      return {
        index,
        reason: 'a line break or control character stands in a string; write it as \\n',
      };
    }
    if (character !== 0x5c) continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(index, index + 6))) {
      if (end >= text.length) break;
      return { index, reason: 'a backslash stands before a character that cannot be escaped' };
    }
    index += 1;
  }
  return end < text.length
    ? { kind: 'string', end: end + 1 }
    : { index: text.length, reason: 'the text ends inside a string: it was cut off' };
}

const strangers: readonly (readonly [RegExp, string])[] = [
  [/^[+-]?NaN\b/i, 'NaN is not JSON; use null'],
  [/^[+-]?Inf(?:inity)?\b/i, 'Infinity is not JSON; use null'],
  [/^'/, 'a string stands in single quotes; JSON wants double quotes'],
  [
    /^(?:True|False|None)\b/,
    "Python's True, False and None are not JSON; write true, false and null",
  ],
  [/^\/[/*]/, 'a comment is not JSON'],
  [/^</, 'a placeholder or markup stands where a value was expected'],
  [/^[-+.\d]/, 'a number is not written as JSON wants it'],
  [/^[A-Za-z_$]/, 'a word stands without double quotes'],
];

function describeStranger(text: string): string {
  return strangers.find(([pattern]) => pattern.test(text))?.[1] ?? 'an unexpected character';
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (index < text.length && isSpace(text.charCodeAt(index))) index += 1;
  return index;
}

function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}
