import { hostileWords, rawNumbers } from './hostile-values.ts';
import type { Random } from './random.ts';

const pieces: readonly [string, ...string[]] = [
  '{',
  ...['}', '[', ']', ',', ':', '"', '\\', "'", '\0', '\ud83e', '\ufeff', '\u0085', '\n', '-', 'e'],
  ...[
    '//',
    '/*',
    '*/',
    '```',
    'null',
    'NaN',
    'Infinity',
    'True',
    'undefined',
    '\\u0000',
    '\\ud800',
  ],
  ...[
    ',]',
    ',}',
    '""',
    '[]',
    '{}',
    '1e999',
    '<html>',
    'data: ',
    '[DONE]',
    '&a',
    '*a',
    '!!js',
    '---\n',
  ],
];

type Damage = (text: string, at: number, random: Random) => string;

const damages: readonly [Damage, ...Damage[]] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at, random) => text.slice(0, at) + text.slice(at + 1 + random.below(8)),
  (text, at, random) => text.slice(0, at + random.below(40)) + text.slice(at),
  (text, at, random) => text.slice(0, at) + random.pick(pieces) + text.slice(at),
  (text, at, random) => text.slice(0, at) + random.pick(pieces) + text.slice(at + 1),
  (text, at, random) => flipBit(text, at, random),
  replaceNumber,
  repeatKey,
  (text, at) => text.slice(0, at) + text.slice(at).replace(/([,{[])/, '$1 // "\n'),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/([\]}])/, ',$1'),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/[\d"{[]/, '['.repeat(70)),
  (text) => JSON.stringify(text),
  (text) => `Here you are:\n\`\`\`json\n${text}\n\`\`\`\nAnything else?`,
  (text) => `${text}\n${text}`,
  (text) => `\ufeff${text}`,
];

/** A text with one place of it damaged, or the whole wrapped into something. */
export function damageText(text: string, random: Random): string {
  return random.pick(damages)(text, random.below(text.length), random);
}

/** One bit of one byte, as a broken line turns it. What is no longer UTF-8 becomes U+FFFD. */
function flipBit(text: string, at: number, random: Random): string {
  const bytes = new TextEncoder().encode(text.slice(at, at + 8));
  const index = random.below(bytes.length);
  const byte = bytes[index];
  if (byte === undefined) return text;
  bytes[index] = byte ^ (1 << random.below(8));
  return text.slice(0, at) + new TextDecoder().decode(bytes) + text.slice(at + 8);
}

/** The next number becomes one that no `JSON.stringify` writes. */
function replaceNumber(text: string, at: number, random: Random): string {
  return text.slice(0, at) + text.slice(at).replace(/-?\d[\d.e+-]*/, () => random.pick(rawNumbers));
}

/** The next key stands once more, before itself. */
function repeatKey(text: string, at: number, random: Random): string {
  const value = () => JSON.stringify(hostileWords(random));
  return (
    text.slice(0, at) + text.slice(at).replace(/("[^"]*":)/, (key) => `${key}${value()},${key}`)
  );
}
