import type { Json } from '@patchbay/core/json.ts';
import { expect, test } from 'vitest';
import { decodeAnswer } from '../testing/decode-answer.ts';
import { busyMs } from '../testing/fuzz/busy-ms.ts';

const ontology = { tools: [{ kind: 'entity' as const, name: 'person' }], classifications: [] };
const times = (count: number, make: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** About 55,000 characters, in which "the" stands 3000 times. */
const english = 'It was the best of the times, the worst of them. '.repeat(1120);
const words = english.split(' ');

/** The least time of three in which an answer is read: others use the machine too. */
function measure(text: string, person: Json[]) {
  const body = { choices: [{ message: { content: JSON.stringify({ person }) } }] };
  let ms = Number.POSITIVE_INFINITY;
  let outcome: ReturnType<typeof decodeAnswer> | undefined;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const begun = busyMs();
    outcome = decodeAnswer('openai-chat', { body, row: { type: 'text', text }, ontology });
    ms = Math.min(ms, busyMs() - begun);
  }
  return { ms, outcome };
}

/** Generous: what is measured is a quarter of it or less, and was seconds when each was looked for anew. */
const longestMs = 150;

test.each<[string, string, Json[]]>([
  [
    'one word with many surroundings',
    english,
    times(2000, (at) => ({ quote: 'the', before: `x${at}` })),
  ],
  [
    'surroundings that begin alike',
    english,
    times(2000, (at) => ({ quote: 'the', after: `best of the x${at}` })),
  ],
  [
    'many words that are in the text',
    english,
    times(10_000, (at) =>
      words
        .slice(at % 10, (at % 10) + 2 + at / 10)
        .join(' ')
        .slice(0, 80),
    ),
  ],
  ['many words that are not', english, times(10_000, (at) => `worst of all ${at}`)],
  [
    'a letter that stands everywhere',
    'a '.repeat(30_000),
    times(500, (at) => ({ quote: 'a', before: `x${at}` })),
  ],
  ['one letter without end', 'a'.repeat(60_000), times(500, (at) => 'a'.repeat(at + 1))],
  [
    'repetitions with surroundings',
    'a '.repeat(30_000),
    times(5000, (at) => ({ quote: 'a a', before: 'a '.repeat(at % 99), after: `b${at}` })),
  ],
  ['white space alone', ' '.repeat(60_000), [{ quote: ' ', before: 'x' }]],
  [
    'words between long white space',
    `${' '.repeat(8000)}a`.repeat(7),
    times(500, (at) => ({ quote: 'a', before: `x${at}` })),
  ],
  [
    'scripts without spaces',
    '東京は東京都にある。'.repeat(5500),
    times(2000, (at) => ({ quote: '東京', before: `x${at}` })),
  ],
])('quotations of %s are found in no time (fault J9)', (_, text, person) => {
  const { ms, outcome } = measure(text, person);
  const refused = { problem: { code: 'MODEL_RESPONSE_TOO_LARGE' } };
  expect(outcome).toMatchObject(outcome?.ok ? { ok: true } : refused);
  expect(ms).toBeLessThan(longestMs);
});

test('quotations that stand at too many places together fail the item (fault J9)', () => {
  const text = 'a b '.repeat(6000);
  const read = (person: Json[]) => measure(text, person).outcome;
  expect(read(['a'])?.ok).toBe(true);
  expect(read(['a', 'b'])).toMatchObject({
    problem: {
      code: 'MODEL_RESPONSE_TOO_LARGE',
      message: expect.stringContaining('10000 are the most'),
      details: { pointer: '/choices/0/message/content/person/1' },
    },
  });
});

test('answers that each of many places of a quotation would have are kept with a few, and fail the item where they grow too long (fault J9)', () => {
  const question = { kind: 'free_text' as const, name: 'why' };
  const tools = [{ kind: 'entity' as const, name: 'person', classifications: [question] }];
  const read = (places: number, why: string) => {
    const person = [{ quote: 'a', answers: { why } }];
    const body = { choices: [{ message: { content: JSON.stringify({ person }) } }] };
    const row = { type: 'text' as const, text: 'a '.repeat(places) };
    return decodeAnswer('openai-chat', { body, row, ontology: { tools, classifications: [] } });
  };
  expect(read(1000, 'because')).toMatchObject({ ok: true });
  expect(read(1, 'x'.repeat(10_000))).toMatchObject({ ok: true });
  expect(read(1000, 'x'.repeat(1000))).toMatchObject({
    problem: {
      code: 'MODEL_RESPONSE_TOO_LARGE',
      message: expect.stringContaining('stands at 1000 places'),
      details: { pointer: '/choices/0/message/content/person/0' },
    },
  });
});
