import { readFileSync } from 'node:fs';
import { sliceCodePoints } from '@patchbay/core/text/code-points.ts';
import { parseManifest } from '@patchbay/protocols/foundry/manifest.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askModel } from './testing/ask-model.ts';
import { startTextTagger, textTagger } from './text-tagger.ts';

const letter =
  '😀 Dr. Maria Gonzalez of Acme Logistics Ltd flew from Berlin to Lisbon on 3 March 2024, paid €1,260.00 and wrote to help@acme.example.';
const texts = readFileSync(new URL('../../datasets/texts/texts.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');

let server: Awaited<ReturnType<typeof startTextTagger>>;
beforeAll(async () => {
  server = await startTextTagger({ authentication: { bearer: { token: 'sesame' } } });
});
afterAll(() => server.close());

function tag(text: string, parameters = {}, token = 'sesame') {
  return askModel(textTagger, {
    protocol: 'foundry',
    connection: { url: `${server.url}/predict` },
    row: { type: 'text', text },
    parameters,
    headers: { authorization: `Bearer ${token}` },
  });
}

async function findSpans(text: string, parameters = {}) {
  const annotations = await tag(text, parameters);
  return annotations
    .filter((annotation) => annotation.kind === 'entity')
    .sort((one, other) => one.start - other.start)
    .map((span) => [span.class, sliceCodePoints(text, span.start, span.end), span.confidence]);
}

async function findSentiment(text: string) {
  const annotations = await tag(text);
  return annotations.find((annotation) => annotation.kind === 'radio');
}

test('names, dates, sums and addresses are marked in code points, even behind an emoji', async () => {
  const spans = await findSpans(letter);
  expect(spans.map(([name, words]) => [name, words])).toEqual([
    ['Person', 'Dr. Maria Gonzalez'],
    ['Organization', 'Acme Logistics Ltd'],
    ['Place', 'Berlin'],
    ['Place', 'Lisbon'],
    ['Date', '3 March 2024'],
    ['Money', '€1,260.00'],
    ['Email', 'help@acme.example'],
  ]);
});

test('a name that the lexicon knows is surer than one that capitals give away', async () => {
  const spans = await findSpans('Berlin is home to Tidewell Marine.');
  expect(spans).toEqual([
    ['Place', 'Berlin', 1],
    ['Organization', 'Tidewell Marine', 0.5],
  ]);
  expect(
    await findSpans('Berlin is home to Tidewell Marine.', { minimum_confidence: 0.6 }),
  ).toEqual([['Place', 'Berlin', 1]]);
});

test('a possessive is no part of a name, and millions are part of a sum', async () => {
  expect(
    (await findSpans("Maria's startup raised €6.2 million.")).map(([, words]) => words),
  ).toEqual(['Maria', '€6.2 million']);
});

test('the sentiment is the likeliest of three, and the surer the stronger the words', async () => {
  const good = await findSentiment('A decent lamp.');
  const great = await findSentiment('I love this wonderful lamp, it is great!');
  const flat = await findSentiment('It weighs 42 grams.');
  const bad = await findSentiment('Not good at all. I am very disappointed.');
  expect([good, great, flat, bad].map((answer) => answer?.option)).toEqual([
    'positive',
    'positive',
    'neutral',
    'negative',
  ]);
  expect(great?.confidence).toBeGreaterThan(good?.confidence ?? 1);
  expect(flat?.confidence).toBeCloseTo(0.69, 2);
});

test('on every text of the example dataset the words of a span are those that stand there', async () => {
  const answers = await Promise.all(texts.map((text) => tag(text, { minimum_confidence: 0 })));
  const spans = answers.flatMap((annotations, index) =>
    annotations.flatMap((annotation) =>
      annotation.kind === 'entity' ? [{ ...annotation, row: texts[index] ?? '' }] : [],
    ),
  );
  expect(texts.length).toBeGreaterThan(50);
  expect(spans.length).toBeGreaterThan(texts.length);
  for (const { row, start, end, text } of spans) {
    expect(sliceCodePoints(row, start, end)).toBe(text);
    expect(text).toMatch(/^\S(.*\S)?$/su);
  }
});

test('a wrong token is refused', async () => {
  await expect(tag('Berlin', {}, 'guess')).rejects.toThrow();
});

test('a parameter out of its range is refused in words', async () => {
  await expect(tag('Berlin', { minimum_confidence: 2 })).rejects.toThrow();
});

test('the example manifest declares the model as it is', () => {
  const file = new URL('../../manifests/text-tagger/model.yaml', import.meta.url);
  const parsed = parseManifest(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  expect(parsed.warnings).toEqual([]);
  const { ontology, parametersSchema, dataRowTypes, name } = parsed.value;
  expect({ ontology, dataRowTypes, name }).toEqual({
    ontology: textTagger.ontology,
    dataRowTypes: textTagger.dataRowTypes,
    name: textTagger.name,
  });
  expect(parametersSchema).toEqual(textTagger.parametersSchema);
});
