import type { TestInput } from './test-input.ts';

/**
 * The texts of a check. In `emoji` every name stands behind characters that code points, UTF-16 units,
 * bytes and the eye count differently: a family of four, an e with a combining accent, a flag.
 */
const texts = {
  note: {
    title: 'the test text',
    write: () =>
      'Ada Lovelace described the first program for a machine in London in 1843. Readers still admire her clear notes.',
  },
  order: {
    title: 'the test text about an order',
    write: () =>
      'On May 3, 2024 Grace Hopper ordered a terrible lamp for $250 from Acme Corporation in New York. She was angry. Write to grace@example.com.',
  },
  emoji: {
    title: 'the text with emoji and combining marks',
    write: () =>
      'Great news 🎉 from the cafe\u0301 👩‍👩‍👧‍👦 today: Ada Lovelace met Charles Babbage in London 🇬🇧 on May 3, 2024. She was happy 😀 and paid $250 to Acme Corporation. Write to ada@example.com.',
  },
  scripts: {
    title: 'the text in several scripts',
    write: () =>
      'كتبت آدا لوفلايس أول برنامج في لندن عام 1843. עדה לאבלייס כתבה את התוכנית הראשונה. 阿达·洛芙莱斯在伦敦写下了第一个程序。Ada Lovelace wrote the first program in London.',
  },
  controls: {
    title: 'the text with control characters',
    write: () =>
      'Ada Lovelace\tlived in\r\nLondon.\n\u0001\u0007\u001b[31mShe\u200b wrote\u200d notes\ufeff \u202efor readers\u202c.\u2028 They are clear.\u0085',
  },
  empty: { title: 'the empty text', write: () => '' },
  long: { title: 'the text of 100 kB', write: () => writeLongText(100_000) },
} as const satisfies Record<string, { title: string; write(): string }>;

export type TestTextName = keyof typeof texts;

/** A text of the check: as it is, as a page, or as what somebody says in a conversation. */
export function createTestText(
  name: TestTextName,
  type: 'text' | 'html' | 'conversational',
): TestInput {
  const { title, write } = texts[name];
  const text = write();
  switch (type) {
    case 'text':
      return { name, title, input: { type, text }, row: { type, text } };
    case 'html': {
      const html = `<p>${text}</p>`;
      return {
        name,
        title: `${title} as a page`,
        input: { type, html },
        row: { type, text: html },
      };
    }
    case 'conversational':
      return {
        name,
        title: `${title} in a conversation`,
        input: { type, turns: [{ role: 'user', parts: [{ type: 'text', text }] }] },
        row: { type },
      };
  }
}

/** Sentences that differ, up to a number of characters. */
function writeLongText(length: number): string {
  const sentences: string[] = [];
  let written = 0;
  for (let day = 1; written < length; day += 1) {
    const sentence = `On day ${day} Ada Lovelace walked ${day * 3} miles to London and wrote letter number ${day}. `;
    sentences.push(sentence);
    written += sentence.length;
  }
  return sentences.join('').slice(0, length);
}
