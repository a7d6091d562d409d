import { createChatStreamReader } from '@patchbay/protocols/openai-chat/read-stream.ts';
import { expect, test } from 'vitest';
import { defineModel } from './define-model.ts';
import { serveForTest } from './testing/serve-for-test.ts';
import { frameModel } from './testing/test-models.ts';
import { encodePng } from './testing/tiny-images.ts';

const base64 = encodePng(8, 6).toString('base64');
const vowels = defineModel({
  name: 'vowels',
  description: 'Says whether a text has vowels.',
  dataRowTypes: ['text'],
  ontology: {
    classifications: [
      { kind: 'radio', name: 'vowels', options: [{ value: 'some' }, { value: 'none' }] },
    ],
  },
  predict: ({ text }) => [
    { kind: 'radio', class: 'vowels', option: /[aeiou]/i.test(text) ? 'some' : 'none' },
  ],
});

test('one image model is served as v7 and as foundry', async () => {
  const { call } = await serveForTest(frameModel, { protocols: ['v7', 'foundry'] });
  const classes = await call('/classes');
  expect(classes.body).toEqual([
    { name: 'Frame', type: 'bounding_box' },
    { name: 'Outline', type: 'polygon' },
  ]);
  const body = JSON.stringify({ image: { base64 } });
  expect((await call('/infer', { method: 'POST', body })).body).toEqual({
    status: 'succeeded',
    results: [
      {
        name: 'Frame',
        label: 'Frame',
        confidence: 1,
        bounding_box: { x: 0, y: 0, w: 8, h: 6 },
      },
    ],
  });
  const prompt = [{ role: 'user', parts: [{ image: base64 }] }];
  const foundry = await call('/predict', { method: 'POST', body: JSON.stringify({ prompt }) });
  expect(foundry.body).toEqual({ Frame: { boxes: [[0, 0, 8, 6]], scores: [1] } });
});

test('one text model is served as foundry and as openai-chat', async () => {
  const { call } = await serveForTest(vowels, { protocols: ['foundry', 'openai-chat'] });
  const prompt = [{ role: 'user', parts: [{ text: 'rhythm' }] }];
  const foundry = await call('/predict', { method: 'POST', body: JSON.stringify({ prompt }) });
  expect(foundry.body).toEqual({ vowels: 'none' });
  const messages = [{ role: 'user', content: 'melody' }];
  const chat = await call('/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ messages }),
  });
  expect(chat.body).toMatchObject({
    choices: [{ message: { role: 'assistant', content: '{"vowels":"some"}' } }],
  });
});

test('a chat client is told which model there is, and may ask for a stream', async () => {
  const { call, url } = await serveForTest(vowels, { protocols: ['openai-chat'] });
  const models = await call('/v1/models');
  expect(models.body).toMatchObject({ object: 'list', data: [{ id: 'vowels', object: 'model' }] });
  const messages = [{ role: 'user', content: 'melody' }];
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ messages, stream: true }),
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const reader = createChatStreamReader();
  expect(reader.push(await response.text())).toEqual([
    { kind: 'words', text: '{"vowels":"some"}' },
  ]);
  expect(reader.end()).toMatchObject({ ok: true, value: { model: 'patchbay' } });
});

test('a chat client may send all that was said before the row', async () => {
  const { call, lines } = await serveForTest(vowels, { protocols: ['openai-chat'] });
  const messages = [
    { role: 'user', content: 'melody' },
    { role: 'assistant', content: 'some' },
    { role: 'user', content: 'rhythm' },
  ];
  const body = JSON.stringify({ messages });
  const answer = await call('/v1/chat/completions', { method: 'POST', body });
  expect(answer.body).toMatchObject({ choices: [{ message: { content: '{"vowels":"none"}' } }] });
  expect(lines).toHaveLength(2);
});

test('who shows no secret is refused in the form of the protocol that was spoken', async () => {
  const authentication = { bearer: { token: 't' } };
  const { call } = await serveForTest(vowels, { protocols: ['openai-chat'], authentication });
  const refused = await call('/v1/chat/completions', { method: 'POST', body: '{}' });
  expect(refused).toMatchObject({
    status: 401,
    body: { error: { type: 'authentication_error', code: 'invalid_api_key' } },
  });
  expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('what is left out of a request is said in the log', async () => {
  const { call, lines } = await serveForTest(vowels, { protocols: ['foundry'] });
  const prompt = [
    { role: 'user', parts: [{ text: 'melody' }] },
    { role: 'assistant', parts: [{ text: 'some' }] },
    { role: 'user', parts: [{ text: 'rhythm' }] },
  ];
  const answer = await call('/predict', { method: 'POST', body: JSON.stringify({ prompt }) });
  expect(answer.body).toEqual({ vowels: 'none' });
  expect(lines).toEqual([
    expect.stringMatching(/^vowels: a request of foundry, at \/turns\/0: .*left out/),
    expect.stringMatching(/^vowels: a request of foundry, at \/turns\/1: .*left out/),
  ]);
});

test('what goes wrong is said in the form of the protocol that was spoken', async () => {
  const images = await serveForTest(frameModel, { protocols: ['v7'] });
  const noImage = await images.call('/infer', {
    method: 'POST',
    body: JSON.stringify({ image: { base64: Buffer.from('hello').toString('base64') } }),
  });
  expect(noImage).toMatchObject({ status: 422, body: { status: 'failed', results: [] } });
  const texts = await serveForTest(vowels, { protocols: ['openai-chat'] });
  const html = await texts.call('/v1/chat/completions', { method: 'POST', body: '<html>' });
  expect(html).toMatchObject({
    status: 400,
    body: { error: { type: 'invalid_request_error', code: 'INPUT_INVALID' } },
  });
});

test('a region that somebody marked in an image reaches the model', async () => {
  const marked = defineModel({
    ...{ name: 'marked', description: '', dataRowTypes: ['image'] },
    ontology: { tools: [{ kind: 'bounding_box', name: 'Marked' }] },
    predict: ({ region }) =>
      region ? [{ kind: 'bounding_box', class: 'Marked', box: region.box }] : [],
  });
  const { call } = await serveForTest(marked, { protocols: ['v7'] });
  const ask = (params: object) =>
    call('/infer', { method: 'POST', body: JSON.stringify({ image: { base64 }, params }) });
  const region = await ask({ id: 'r1', bbox: { x: 1, y: 2, w: 3, h: 4 } });
  expect(region.body).toMatchObject({ results: [{ bounding_box: { x: 1, y: 2, w: 3, h: 4 } }] });
  expect((await ask({})).body).toMatchObject({ results: [] });
});

test('one declaration is served under all three contracts on one port, to who shows all credentials', async () => {
  const scene = defineModel({
    ...{ name: 'scene', description: '', dataRowTypes: ['image'] },
    ontology: {
      tools: [{ kind: 'bounding_box', name: 'Frame' }],
      classifications: [{ kind: 'radio', name: 'light', options: [{ value: 'dark' }] }],
    },
    predict: ({ size }) => [
      { kind: 'bounding_box', class: 'Frame', box: { x: 0, y: 0, ...size } },
      { kind: 'radio', class: 'light', option: 'dark' },
    ],
  });
  const { call } = await serveForTest(scene, {
    protocols: ['foundry', 'v7', 'openai-chat'],
    authentication: {
      basic: { username: 'jo', password: 'hush' },
      header: { name: 'X-MY-AUTH', value: 'open' },
    },
    authenticateBy: 'all',
  });
  const basic = { authorization: `Basic ${Buffer.from('jo:hush').toString('base64')}` };
  const url = `data:image/png;base64,${base64}`;
  const content = [{ type: 'image_url', image_url: { url } }];
  const asked = [
    ['/predict', { prompt: [{ role: 'user', parts: [{ image: base64 }] }] }],
    ['/infer', { image: { base64 } }],
    ['/v1/chat/completions', { messages: [{ role: 'user', content }] }],
  ] as const;
  const answers = [];
  for (const [path, request] of asked) {
    const body = JSON.stringify(request);
    const half = await call(path, { method: 'POST', body, headers: basic });
    expect(half.status, path).toBe(401);
    const headers = { ...basic, 'x-my-auth': 'open' };
    answers.push((await call(path, { method: 'POST', body, headers })).body);
  }
  expect(answers).toMatchObject([
    { Frame: { boxes: [[0, 0, 8, 6]] }, light: 'dark' },
    { status: 'succeeded', results: [{ name: 'Frame', bounding_box: { w: 8, h: 6 } }] },
    { choices: [{ message: { content: '{"light":"dark"}' } }] },
  ]);
});
