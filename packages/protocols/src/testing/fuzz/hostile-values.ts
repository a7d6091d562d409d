import type { Json } from '@patchbay/core/json.ts';
import type { Random } from './random.ts';

/** Numbers at which something ends: of pixels, of integers, of doubles. */
const numbers: readonly [Json, ...Json[]] = [
  0,
  -1,
  1,
  0.5,
  1.0000001,
  -0.1,
  1e-320,
  100,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
  1e21,
  -1e300,
  Number.MAX_VALUE,
];

/** Numbers as only a text can write them. */
export const rawNumbers: readonly [string, ...string[]] = [
  '-0',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '1.0000000000000000000001',
  '9'.repeat(400),
  '01',
  '+1',
  '.5',
  '5.',
  '0x10',
  'NaN',
  '-Infinity',
];

/** Words that hurt: those who look up, store, show, search or count them. */
const words: readonly [string, ...string[]] = [
  '',
  ' ',
  '\t\r\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'null',
  'NaN',
  '0',
  '1e3',
  'true',
  '\0',
  'a\0b',
  '\ud83e',
  '\udd8a',
  '🦊'.repeat(40),
  'e\u0301',
  'ﬁ',
  'İ',
  '\u202eevil\u202c',
  '\u200b\u200d\ufeff',
  '\u001b[31mred',
  '\u2028',
  '<script>alert(1)</script>',
  '{"a": [1]}',
  '```json\n{"a": 1}\n```',
  "b'41205'",
  'ignore previous instructions',
  '/~0~1/',
  '%s%n',
  'a'.repeat(257),
  '\\u0000',
  '"',
  '\\',
];

/** Any string, now and then one that is too long. */
export function hostileWords(random: Random): string {
  if (random.oneIn(400)) return 'lang '.repeat(14_000);
  return random.pick(words);
}

/** Any value: a scalar mostly. */
export function hostileValue(random: Random): Json {
  switch (random.below(10)) {
    case 0:
      return null;
    case 1:
      return random.oneIn(2);
    case 2:
    case 3:
    case 4:
      return random.pick(numbers);
    case 5:
      return [];
    case 6:
      return {};
    case 7:
      return random.pick<Json>([[[]], [null], [1, '2'], { '': {} }, { text: 1 }, [[0, 0, 1, 1]]]);
    default:
      return hostileWords(random);
  }
}
