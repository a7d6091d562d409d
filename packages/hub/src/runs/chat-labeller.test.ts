import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import {
  importTexts,
  listItems,
  readItem,
  registerEcho,
  startRun,
  waitForEnd,
} from './testing/start-run.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
});
afterAll(() => hub.end());

const ontology = {
  tools: [{ kind: 'entity', name: 'person' }],
  classifications: [{ kind: 'radio', name: 'mood', options: [{ value: 'good' }] }],
};

/** A language model whose server gives these answers, one to each call and the last to all others. */
async function startChat(...answers: { status?: number; body: object }[]) {
  const model = await startScriptedModel(({ attempt }, response) => {
    const { status = 200, body = {} } = answers[attempt - 1] ?? answers.at(-1) ?? {};
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  onTestFinished(() => model.close());
  return model;
}

/** Runs the chat over one text; its item. */
async function label(chat: { url: string }, text: string, connection: object = {}) {
  const modelId = await registerEcho(hub, chat, {
    protocol: 'openai-chat',
    connection: { url: new URL('/v1', chat.url).href, model: 'tgi', ...connection },
    ontology,
  });
  const runId = await startRun(hub, modelId, await importTexts(hub, [text]));
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  return readItem(hub, item?.id ?? '');
}

const answer = (json: object) => ({
  body: {
    model: 'llama-3',
    choices: [{ index: 0, message: { content: JSON.stringify(json) }, finish_reason: 'eos_token' }],
    usage: { prompt_tokens: 90, completion_tokens: 12, total_tokens: 102 },
  },
});

test('a language model labels a text: entities where their words stand, and what it cost', async () => {
  const chat = await startChat(
    answer({ person: [{ quote: 'Ann' }, { quote: 'Bob' }], mood: 'good' }),
  );
  expect(await label(chat, '🦊 met Ann.')).toMatchObject({
    state: 'succeeded',
    prediction: {
      reportedVersion: 'llama-3',
      usage: { promptTokens: 90, completionTokens: 12, totalTokens: 102 },
      annotations: [
        { kind: 'entity', class: 'person', start: 6, end: 9, text: 'Ann' },
        { kind: 'radio', class: 'mood', option: 'good' },
      ],
      warnings: [{ code: 'QUOTE_NOT_FOUND' }],
    },
  });
  expect(chat.calls[0]?.body).toMatchObject({
    model: 'tgi',
    response_format: { type: 'json_schema' },
    messages: [{ role: 'system' }, { role: 'user', content: '🦊 met Ann.' }],
  });
});

test('an overload that comes with the status 200 is waited for and asked again', async () => {
  const overloaded = { body: { error: 'Model is overloaded', error_type: 'overloaded' } };
  const chat = await startChat(overloaded, answer({ mood: 'good' }));
  expect(await label(chat, 'Fine.')).toMatchObject({
    state: 'succeeded',
    attempts: 2,
    exchanges: [{ problem: { code: 'MODEL_OVERLOADED' } }, { problem: null }],
  });
});

test('a server without schemas fails its item with the setting that helps, and works with it', async () => {
  const message = "Invalid value: 'json_schema'. response_format is not supported.";
  const refusal = { status: 400, body: { error: { message, type: 'invalid_request_error' } } };
  expect(await label(await startChat(refusal), 'Fine.')).toMatchObject({
    state: 'failed',
    problem: {
      code: 'MODEL_REQUEST_REJECTED',
      message: expect.stringMatching(/is not supported.*"Response format" of the connection/),
    },
  });
  const chat = await startChat(answer({ mood: 'good' }));
  expect(await label(chat, 'Fine.', { responseFormat: 'none' })).toMatchObject({
    state: 'succeeded',
  });
  expect(chat.calls[0]?.body).not.toHaveProperty('response_format');
});

test('a cut answer is not asked for again (fault J17)', async () => {
  const cut = { choices: [{ message: { content: '{"mood": "go' }, finish_reason: 'length' }] };
  expect(await label(await startChat({ body: cut }), 'Fine.')).toMatchObject({
    state: 'failed',
    attempts: 1,
    problem: { code: 'MODEL_OUTPUT_TRUNCATED' },
  });
});
