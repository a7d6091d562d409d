import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitSentences } from './summariser/sentences.ts';
import { startSummariser, summariser } from './summariser.ts';
import { askModel, send } from './testing/ask-model.ts';

const lighthouse =
  'The lighthouse of Saltvik was built in 1868. Its keeper, Dr. Olsen, kept a diary of the weather. ' +
  'The diary of the keeper lists every storm that the lighthouse saw. My cousin prefers tea. ' +
  'Today the diary of the lighthouse keeper is read by scientists who study storms.';
const budget =
  'The council met on Monday. The budget for the library was cut by 3.5 per cent. ' +
  'Readers of the library protested against the cut of its budget. It rained.';

let server: Awaited<ReturnType<typeof startSummariser>>;
beforeAll(async () => {
  server = await startSummariser();
});
afterAll(() => server.close());

async function summarise(text: string, parameters: { [name: string]: number } = {}) {
  const [annotation] = await askModel(summariser, {
    protocol: 'openai-chat',
    connection: { url: server.url, model: 'textrank' },
    row: { type: 'text', text },
    parameters,
  });
  return annotation?.kind === 'free_text' ? annotation.text : null;
}

test('a chat completion is a sentence of the text, and the most central one', async () => {
  expect(await summarise(lighthouse)).toBe(
    'The diary of the keeper lists every storm that the lighthouse saw.',
  );
  expect(await summarise(budget)).toBe(
    'Readers of the library protested against the cut of its budget.',
  );
});

test('more sentences are asked for by parameter, and come in the order of the text', async () => {
  const [annotation] = await askModel(summariser, {
    protocol: 'foundry',
    connection: { url: `${server.url}/predict` },
    row: { type: 'text', text: lighthouse },
    parameters: { sentences: 3 },
  });
  const summary = annotation?.kind === 'free_text' ? annotation.text : '';
  const sentences = splitSentences(summary).map(({ text }) => text);
  expect(sentences).toHaveLength(3);
  expect(summary).not.toContain('tea');
  const places = sentences.map((sentence) => lighthouse.indexOf(sentence));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places.every((place) => place >= 0)).toBe(true);
});

test('an abbreviation does not end a sentence', () => {
  expect(splitSentences(lighthouse).map(({ text }) => text)[1]).toBe(
    'Its keeper, Dr. Olsen, kept a diary of the weather.',
  );
});

test('a text without a sentence is a failure in words', async () => {
  const response = await send({
    method: 'POST',
    url: `${server.url}/v1/chat/completions`,
    body: { messages: [{ role: 'user', content: ' ' }] },
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(JSON.parse(response.body).error.message).toContain('no sentence');
});
