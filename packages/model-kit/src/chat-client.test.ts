import OpenAI, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
  UnprocessableEntityError,
} from 'openai';
import { expect, onTestFinished, test } from 'vitest';
import { defineModel } from './define-model.ts';
import type { Model } from './model.ts';
import { reportFailure } from './report-failure.ts';
import { type ServeOptions, serveModel } from './serve-model.ts';
import { encodePng } from './testing/tiny-images.ts';

/** The official client of the contract, as its documentation uses it, against a model of the kit. */

const speaker = defineModel({
  name: 'speaker',
  description: 'Says a text again, in capitals.',
  dataRowTypes: ['text'],
  ontology: { classifications: [{ kind: 'free_text', name: 'answer' }] },
  parametersSchema: {
    properties: {
      temperature: { type: 'number', default: 1 },
      system_prompt: { type: 'string', default: '' },
    },
  },
  predict({ text }, { parameters, reportUsage }) {
    if (text === 'counted') reportUsage({ promptTokens: 1, completionTokens: 3 });
    if (text === 'blank') return reportFailure('The page is blank.');
    if (text === 'crash') throw new TypeError('weights are missing');
    const words = `${text.toUpperCase()} (${parameters.temperature}, ${parameters.system_prompt})`;
    return [{ kind: 'free_text', class: 'answer', text: words }];
  },
});

/** A client of a server with the key `sesame`, which is the key that it has unless said otherwise. */
async function connect(
  options: Partial<ServeOptions> = {},
  apiKey = 'sesame',
  model: Model = speaker,
) {
  const server = await serveModel(model, {
    protocols: ['openai-chat'],
    authentication: { bearer: { token: 'sesame' } },
    log: () => {},
    ...options,
  });
  onTestFinished(() => server.close());
  return new OpenAI({ baseURL: `${server.url}/v1`, apiKey, maxRetries: 0 });
}

const ask = (content: string) => ({
  model: 'speaker',
  messages: [{ role: 'user' as const, content }],
});

test('a chat is completed', async () => {
  const client = await connect();
  const completion = await client.chat.completions.create({
    model: 'speaker',
    messages: [
      { role: 'system', content: 'Be loud.' },
      { role: 'user', content: 'Say this is a test' },
    ],
    temperature: 0.5,
  });
  const [choice] = completion.choices;
  expect(choice?.message).toMatchObject({
    role: 'assistant',
    content: 'SAY THIS IS A TEST (0.5, Be loud.)',
  });
  expect(choice?.finish_reason).toBe('stop');
  expect(completion.object).toBe('chat.completion');
});

test('a text in parts is read as one', async () => {
  const client = await connect();
  const parts = ['one ', 'two'].map((text) => ({ type: 'text' as const, text }));
  const completion = await client.chat.completions.create({
    model: 'speaker',
    messages: [{ role: 'user', content: parts }],
  });
  expect(completion.choices[0]?.message.content).toBe('ONE TWO (1, )');
});

test('a stream gives the same words piece by piece, and ends', async () => {
  const client = await connect();
  const stream = await client.chat.completions.create({ ...ask('Tell a story'), stream: true });
  let words = '';
  const ends: (string | null)[] = [];
  for await (const chunk of stream) {
    words += chunk.choices[0]?.delta.content ?? '';
    ends.push(chunk.choices[0]?.finish_reason ?? null);
  }
  expect(words).toBe('TELL A STORY (1, )');
  expect(ends.at(-1)).toBe('stop');
});

test('the helpers of the client put a stream together, with its usage where it is asked for', async () => {
  const client = await connect();
  const runner = client.chat.completions.stream({
    ...ask('Tell a story'),
    stream_options: { include_usage: true },
  });
  const final = await runner.finalChatCompletion();
  expect(final.choices[0]?.message.content).toBe('TELL A STORY (1, )');
  expect(final.usage).toBeUndefined();
});

test('what a model says of its tokens reaches the client, streamed or not', async () => {
  const client = await connect();
  const counted = { prompt_tokens: 1, completion_tokens: 3, total_tokens: 4 };
  expect((await client.chat.completions.create(ask('counted'))).usage).toEqual(counted);
  const runner = client.chat.completions.stream({
    ...ask('counted'),
    stream_options: { include_usage: true },
  });
  expect((await runner.finalChatCompletion()).usage).toEqual(counted);
});

test('a model of conversations is given all that was said, with the images in it', async () => {
  const listener = defineModel({
    ...{ name: 'listener', description: '', dataRowTypes: ['conversational'] },
    ontology: { classifications: [{ kind: 'free_text', name: 'answer' }] },
    predict({ turns }) {
      const said = turns.map(({ role, parts }) => {
        const words = parts.map((part) =>
          part.type === 'text' ? part.text : `${part.mediaType} of ${part.size.width} pixels`,
        );
        return `${role}: ${words.join(' + ')}`;
      });
      return [{ kind: 'free_text', class: 'answer', text: said.join('; ') }];
    },
  });
  const client = await connect({}, 'sesame', listener);
  const url = `data:image/png;base64,${encodePng(8, 2).toString('base64')}`;
  const said = await client.chat.completions.create({
    model: 'listener',
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ],
  });
  expect(said.choices[0]?.message.content).toBe(
    'user: Hello; assistant: Hi; user: What is it? + image/png of 8 pixels',
  );
  const alone = await client.chat.completions.create({ ...ask('Hello'), model: 'listener' });
  expect(alone.choices[0]?.message.content).toBe('user: Hello');
});

test('the models are listed', async () => {
  const client = await connect();
  const page = await client.models.list();
  expect(page.data.map(({ id }) => id)).toEqual(['speaker']);
});

test('a wrong key is an authentication error that says what is wanted', async () => {
  const client = await connect({}, 'guess');
  const refused = client.chat.completions.create(ask('a'));
  await expect(refused).rejects.toBeInstanceOf(AuthenticationError);
  await expect(refused).rejects.toMatchObject({
    status: 401,
    code: 'invalid_api_key',
    message: expect.stringContaining('Authorization: Bearer <token>'),
  });
  await expect(client.models.list()).rejects.toBeInstanceOf(AuthenticationError);
});

test('a request that cannot be read is a bad request with the place of the mistake', async () => {
  const client = await connect();
  const refused = client.chat.completions.create({ model: 'speaker', messages: [] });
  await expect(refused).rejects.toBeInstanceOf(BadRequestError);
  await expect(refused).rejects.toMatchObject({
    type: 'invalid_request_error',
    message: expect.stringContaining('/messages'),
  });
});

test('what fails is thrown with its message, streamed or not', async () => {
  const client = await connect();
  for (const stream of [false, true]) {
    const blank = client.chat.completions.create({ ...ask('blank'), stream });
    await expect(blank).rejects.toBeInstanceOf(UnprocessableEntityError);
    await expect(blank).rejects.toThrow('The page is blank.');
    const crash = client.chat.completions.create({ ...ask('crash'), stream });
    await expect(crash).rejects.toBeInstanceOf(InternalServerError);
    await expect(crash).rejects.toThrow(/its log says why under failure/);
  }
});

test('the client asks again where that can help, and only there', async () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const patient = (await connect({ log })).withOptions({ maxRetries: 1 });
  await expect(patient.chat.completions.create(ask('blank'))).rejects.toThrow();
  expect(lines).toHaveLength(1);
  await expect(patient.chat.completions.create(ask('crash'))).rejects.toThrow();
  expect(lines).toHaveLength(3);
});

test('a server with its hands full is asked again after the time that it names', async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const slow = defineModel({
    ...{ name: 'slow', description: '', dataRowTypes: ['text'] },
    ontology: { classifications: [{ kind: 'free_text', name: 'answer' }] },
    async predict({ text }) {
      started.resolve();
      await finish.promise;
      return [{ kind: 'free_text', class: 'answer', text }];
    },
  });
  const client = await connect({ maximumParallel: 1, log: () => finish.resolve() }, 'sesame', slow);
  const first = client.chat.completions.create(ask('one'));
  await started.promise;
  const refused = client.chat.completions.create(ask('two'));
  await expect(refused).rejects.toBeInstanceOf(RateLimitError);
  const answers = [await first, await client.chat.completions.create(ask('three'))];
  expect(answers.map(({ choices }) => choices[0]?.message.content)).toEqual(['one', 'three']);
});

test('an image is sent as a data URL, with words beside it or without', async () => {
  const shape = defineModel({
    ...{ name: 'shape', description: '', dataRowTypes: ['image'] },
    ontology: {
      classifications: [
        { kind: 'radio', name: 'shape', options: [{ value: 'wide' }, { value: 'tall' }] },
      ],
    },
    predict: ({ size }) => [
      { kind: 'radio', class: 'shape', option: size.width > size.height ? 'wide' : 'tall' },
    ],
  });
  const client = await connect({}, 'sesame', shape);
  const image = (width: number, height: number) => ({
    type: 'image_url' as const,
    image_url: { url: `data:image/png;base64,${encodePng(width, height).toString('base64')}` },
  });
  const words = { type: 'text' as const, text: 'What shape is this?' };
  const answers = [[image(8, 2)], [words, image(2, 8)]].map(async (content) => {
    const messages = [{ role: 'user' as const, content }];
    const { choices } = await client.chat.completions.create({ model: 'shape', messages });
    return JSON.parse(choices[0]?.message.content ?? '');
  });
  expect(await Promise.all(answers)).toEqual([{ shape: 'wide' }, { shape: 'tall' }]);
});

test('a request that is too large, and an address that is none, are told in words', async () => {
  const client = await connect({ maximumRequestBytes: 1000 });
  await expect(client.chat.completions.create(ask('x'.repeat(2000)))).rejects.toMatchObject({
    status: 413,
    message: expect.stringContaining('larger than 1000 bytes'),
  });
  const lost = client.embeddings.create({ model: 'speaker', input: 'a' });
  await expect(lost).rejects.toBeInstanceOf(NotFoundError);
  await expect(lost).rejects.toThrow(/There is no POST \/v1\/embeddings/);
});
