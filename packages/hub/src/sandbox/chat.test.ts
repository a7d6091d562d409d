import type { ServerResponse } from 'node:http';
import type { ChatEvent, ChatModel } from '@patchbay/core/api/chat-routes.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type SeenCall, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { registerEcho } from '../runs/testing/start-run.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { askInChat, says } from './testing/ask-in-chat.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(() => hub.end());

const token = 'sesame-open-sesame';

/** A server of chat completions, registered; `say` answers its calls. */
async function openChat(
  say: (response: ServerResponse, call: SeenCall) => unknown,
  changes: object = {},
) {
  const server = await startScriptedModel((call, response) => void say(response, call));
  onTestFinished(() => server.close());
  const modelId = await registerEcho(hub, server, {
    protocol: 'openai-chat',
    connection: {
      url: server.url.replace('/predict', ''),
      model: 'tiny',
      systemPrompt: 'Be brief.',
    },
    credentials: { bearer: { token } },
    dataRowTypes: ['text', 'image', 'conversational'],
    ontology: {},
    ...changes,
  });
  return { server, modelId };
}

function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function sendWords(response: ServerResponse, content: string): void {
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`);
}

function endStream(response: ServerResponse): void {
  const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
  const usage = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 };
  const events = [JSON.stringify(end), JSON.stringify({ choices: [], usage }), '[DONE]'];
  response.end(events.map((event) => `data: ${event}\n\n`).join(''));
}

function answerWhole(response: ServerResponse, content: string, finish = 'stop'): void {
  const message = { role: 'assistant', content };
  const body = { model: 'tiny-7', choices: [{ index: 0, message, finish_reason: finish }] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const endOf = (events: readonly ChatEvent[]) => events.at(-1);
const wordsOf = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.type === 'piece' ? event.text : '')).join('');

test('an answer is handed on piece by piece while the model writes it, with what it took', async () => {
  const seen = Promise.withResolvers<void>();
  const { server, modelId } = await openChat(async (response) => {
    beginStream(response);
    sendWords(response, 'Hello');
    await seen.promise; // Goes on once somebody has been shown the first word.
    sendWords(response, ' there');
    endStream(response);
  });
  const turns = [says('Hi'), { ...says('Yes?'), role: 'assistant' }, says('Greet me')];
  const events = await askInChat(
    hub,
    modelId,
    { turns, parameters: { temperature: 0 } },
    (event) => {
      if (event.type === 'piece') seen.resolve();
    },
  );
  expect(events[0]).toEqual({ type: 'sent' });
  expect(wordsOf(events)).toBe('Hello there');
  expect(endOf(events)).toMatchObject({
    type: 'answered',
    text: 'Hello there',
    finishReason: 'stop',
    usage: { promptTokens: 7, completionTokens: 2 },
    delivery: 'streamed',
    firstPieceMs: expect.any(Number),
    exchange: { request: { headers: { authorization: 'Bearer [redacted]' } } },
  });
  expect(server.calls[0]?.body).toEqual({
    model: 'tiny',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Yes?' },
      { role: 'user', content: 'Greet me' },
    ],
    temperature: 0,
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('who goes away ends the call', async () => {
  const closed = Promise.withResolvers<void>();
  const { modelId } = await openChat((response) => {
    response.once('close', closed.resolve);
    beginStream(response);
    sendWords(response, 'Once upon a time');
  });
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' });
  const leaving = new AbortController();
  const answer = await fetch(`${url}/api/v1/sandbox/models/${modelId}/answers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ turns: [says('Tell me a story')] }),
    signal: leaving.signal,
  });
  for await (const piece of answer.body ?? []) {
    if (Buffer.from(piece).includes('Once upon')) break;
  }
  leaving.abort();
  await closed.promise;
});

test('a server that refuses streams is asked for the whole, and from then on at once', async () => {
  const { server, modelId } = await openChat((response, { body }) => {
    if ((body as { stream?: boolean }).stream) {
      response.writeHead(400).end('{"error":{"message":"stream is not supported"}}');
    } else answerWhole(response, 'In one piece.');
  });
  for (const question of ['One?', 'Two?']) {
    const events = await askInChat(hub, modelId, { turns: [says(question)] });
    expect(endOf(events)).toMatchObject({ text: 'In one piece.', delivery: 'stream-refused' });
  }
  expect(server.calls).toHaveLength(3);
});

test('a server that takes no notice of the wish for a stream is read as it answers', async () => {
  const { modelId } = await openChat((response) => answerWhole(response, 'Whole.', 'length'));
  const [, end] = await askInChat(hub, modelId, { turns: [says('Hi')] });
  expect(end).toMatchObject({
    type: 'answered',
    text: 'Whole.',
    finishReason: 'length',
    isCut: true,
    delivery: 'whole',
    reportedVersion: 'tiny-7',
  });
});

test('what went wrong is told with its code, and with what was said so far', async () => {
  const { modelId } = await openChat((response) => {
    beginStream(response);
    sendWords(response, 'The answer is');
    response.write('data: {"error":{"message":"CUDA out of memory"}}\n\n');
    response.end();
  });
  const events = await askInChat(hub, modelId, { turns: [says('Hi')] });
  expect(wordsOf(events)).toBe('The answer is');
  expect(endOf(events)).toMatchObject({
    type: 'failed',
    problem: { code: 'MODEL_REPORTED_FAILURE', message: expect.stringContaining('CUDA') },
    exchange: { response: { status: 200 } },
  });
});

test('a stream that falls silent ends at the time limit of the model', async () => {
  const limits = { limits: { timeoutMs: 1000 } };
  const { modelId } = await openChat((response) => {
    beginStream(response);
    sendWords(response, 'I think');
  }, limits);
  const events = await askInChat(hub, modelId, { turns: [says('Hi')] });
  expect(endOf(events)).toMatchObject({ type: 'failed', problem: { code: 'MODEL_TIMEOUT' } });
});

test('credentials that a model repeats word by word are seen by nobody', async () => {
  const { modelId } = await openChat((response) => {
    beginStream(response);
    for (const words of ['My key is sesame', '-open', '-sesame', '.']) sendWords(response, words);
    endStream(response);
  });
  const events = await askInChat(hub, modelId, { turns: [says('Which key do you have?')] });
  expect(wordsOf(events)).toBe('My key is [redacted].');
  expect(endOf(events)).toMatchObject({ text: 'My key is [redacted].' });
  expect(JSON.stringify(events)).not.toMatch(/"-open"|"sesame"/);
});

const spell = (place: (words: string) => object) =>
  ['My key is sesame', '-open', '-sesame'].map(place);

test.each([
  ['in its thoughts', [...spell((content) => ({ content })), { content: '</think>Blue.' }], true],
  ['beside its answer', spell((reasoning_content) => ({ reasoning_content })), true],
  ['in a refusal', spell((refusal) => ({ refusal })), true],
  [
    'in the call of a tool',
    spell((words) => ({ tool_calls: [{ index: 0, function: { arguments: words } }] })),
    true,
  ],
  [
    'in the calls of two tools in turn',
    spell((words) => ({
      tool_calls: [
        { index: 0, function: { arguments: words } },
        { index: 1, function: { arguments: 'Blue.' } },
      ],
    })),
    true,
  ],
  ['in a stream that breaks off', spell((content) => ({ content })), false],
])('credentials that a model spells %s are not in the exchange', async (_, deltas, isWhole) => {
  const { modelId } = await openChat((response) => {
    beginStream(response);
    if (isWhole && 'content' in (deltas[0] ?? {})) sendWords(response, '<think>');
    for (const delta of deltas) {
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
    }
    if (isWhole) endStream(response);
    else response.end();
  });
  const events = await askInChat(hub, modelId, { turns: [says('Which key do you have?')] });
  expect(JSON.stringify(endOf(events))).toContain('it is not shown');
  expect(JSON.stringify(events)).not.toMatch(/-open|-sesame/);
});

test('credentials in the parts of a whole answer are not in the exchange', async () => {
  const parts = spell((text) => ({ type: 'text', text }));
  const { modelId } = await openChat((response) => {
    const body = { choices: [{ index: 0, message: { content: parts }, finish_reason: 'stop' }] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const events = await askInChat(hub, modelId, { turns: [says('Which?')] });
  expect(JSON.stringify(endOf(events))).toContain('it is not shown');
  expect(JSON.stringify(events)).not.toMatch(/-open|-sesame/);
});

test.each([
  ['a letter', String.raw`{"text":"\u0073esame-open-sesame"}`],
  ['a letter of a key', String.raw`{"\u0073esame-open-sesame":1}`],
  ['a letter, in what is not quite JSON', String.raw`{"text":"\u0073esame-open-sesame","n":1e999}`],
  ['a letter of JSON in JSON', String.raw`{"text":"{\"k\":\"\\u0073esame-open-sesam\\u0065\"}"}`],
])('credentials of which %s is escaped are not in the exchange', async (_, note) => {
  const { modelId } = await openChat((response) => {
    const choices = '[{"index":0,"message":{"content":"Blue."},"finish_reason":"stop"}]';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"choices":${choices},"note":${note}}`);
  });
  const events = await askInChat(hub, modelId, { turns: [says('Which?')] });
  expect(JSON.stringify(endOf(events))).toContain('it is not shown');
  expect(JSON.stringify(events)).not.toMatch(/-open-/);
});

test('of a model that knows texts alone the last turn is asked, and its words are the answer', async () => {
  const model = await startScriptedModel();
  onTestFinished(() => model.close());
  const modelId = await registerEcho(hub, model);
  const turns = [says('One'), { ...says('1'), role: 'assistant' }, says('Two')];
  const events = await askInChat(hub, modelId, { turns });
  expect(endOf(events)).toMatchObject({ type: 'answered', text: 'Two', delivery: 'whole' });
  expect(model.calls).toHaveLength(1);
});

test('the models that can be talked to are listed with what they take; the others are not', async () => {
  const nobody = { url: 'http://127.0.0.1:9' };
  const boxes = { tools: [{ kind: 'bounding_box', name: 'cat' }] };
  const drawing = await registerEcho(hub, nobody, { dataRowTypes: ['image'], ontology: boxes });
  const words = await registerEcho(hub, nobody);
  const { modelId } = await openChat(() => {});
  const { body } = await hub.ask<{ items: ChatModel[] }>('GET', '/api/v1/sandbox/models?limit=200');
  const found = new Map(body.items.map((model) => [model.id, model]));
  expect(found.has(drawing)).toBe(false);
  expect(found.get(words)).toMatchObject({ takesTurns: false, takesSystem: false, streams: false });
  expect(found.get(modelId)).toMatchObject({ takesTurns: true, takesImages: true, streams: true });
  const refused = await hub.ask('POST', `/api/v1/sandbox/models/${drawing}/answers`, {
    turns: [says('Hi')],
  });
  expect(refused.body).toMatchObject({ code: 'INPUT_DATA_ROW_UNSUPPORTED' });
});

test('an image is given upright in the request, and named by its hash in what is shown of it', async () => {
  const { server, modelId } = await openChat((response) => answerWhole(response, 'A dot.'));
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const parts = [
    { type: 'text', text: 'What is it?' },
    { type: 'image', base64: dot },
  ];
  const [, end] = await askInChat(hub, modelId, { turns: [{ role: 'user', parts }] });
  const sent = JSON.stringify(server.calls[0]?.body);
  expect(sent).toMatch(/"image_url":\{"url":"data:image\/png;base64,/);
  expect(JSON.stringify(end)).toMatch(/<image\/png, \d+ bytes, sha256:/);
  expect(JSON.stringify(end)).not.toContain(dot);
});
