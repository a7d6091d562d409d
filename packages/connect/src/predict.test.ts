import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { foundryProtocol } from '@patchbay/protocols/foundry/protocol.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import { openAiChatProtocol } from '@patchbay/protocols/openai-chat/protocol.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { describe, expect, test } from 'vitest';
import { type PredictOptions, predict } from './predict.ts';
import { startModelServer } from './testing/model-server.ts';
import { createTestCaller } from './testing/test-caller.ts';
import { startHttpServer } from './testing/test-server.ts';

const ontology: Ontology = {
  tools: [{ kind: 'bounding_box', name: 'cat' }],
  classifications: [{ kind: 'free_text', name: 'summary' }],
};
const cat: Annotation = {
  kind: 'bounding_box',
  class: 'cat',
  confidence: 0.5,
  box: { x: 1, y: 2, width: 3, height: 4 },
};
const summary: Annotation = {
  kind: 'free_text',
  class: 'summary',
  confidence: null,
  text: 'In short.',
};
const base64 = Buffer.from('not really a picture, but as long as one').toString('base64');
const image: ModelInput = {
  type: 'image',
  source: { kind: 'base64', base64, mediaType: 'image/png' },
};
const imageRow = { type: 'image' as const, size: { width: 20, height: 10 } };
const text = { type: 'text' as const, text: 'A long story.' };

function ask(protocol: PredictionProtocol, url: string, options: Partial<PredictOptions> = {}) {
  return predict({
    protocol,
    configuration: { connection: { url }, ontology },
    parameters: {},
    credentials: {},
    input: image,
    row: imageRow,
    caller: createTestCaller(),
    timeoutMs: 5000,
    ...options,
  });
}

describe('a prediction', () => {
  test('the address of an image is sent whole and kept without its signature', async () => {
    const url = 'https://images.example.com/a.png?size=40x10&signature=c2lnbmVkIGJ5IHVz';
    let body = '';
    const server = await startModelServer({
      protocol: v7Protocol,
      ontology,
      answer: { annotations: [{ ...cat, class: 'c2lnbmVkIGJ5IHVz' }] },
      row: imageRow,
      onRequest: (_path, text) => {
        body = text;
      },
    });
    const input: ModelInput = { type: 'image', source: { kind: 'url', url } };
    const { outcome, exchange } = await ask(v7Protocol, server.url, { input });
    expect(body).toContain(url);
    expect(exchange?.request.body).toMatchObject({
      image: { url: 'https://images.example.com/a.png?size=40x10&signature=[redacted]' },
    });
    // An answer is not spoilt by what stands in the address.
    expect(outcome).toMatchObject({ value: { annotations: [{ class: 'c2lnbmVkIGJ5IHVz' }] } });
  });

  test.each([foundryProtocol, v7Protocol])('is encoded, called and decoded', async (protocol) => {
    const answer = { annotations: [cat] };
    const server = await startModelServer({ protocol, ontology, answer, row: imageRow });
    const path = protocol === foundryProtocol ? '/predict' : '';
    const { outcome, exchange } = await ask(protocol, `${server.url}${path}`);
    expect(outcome).toMatchObject({ ok: true, value: { annotations: [cat] }, warnings: [] });
    expect(exchange?.response?.status).toBe(200);
  });

  test('of a text comes back the same way', async () => {
    const protocol = openAiChatProtocol;
    const onlySummary = { tools: [], classifications: ontology.classifications };
    const answer = { annotations: [summary] };
    const server = await startModelServer({ protocol, ontology: onlySummary, answer, row: text });
    const { outcome } = await ask(protocol, server.url, {
      configuration: { connection: { url: server.url, model: 'tgi' }, ontology: onlySummary },
      input: text,
      row: text,
    });
    expect(outcome).toMatchObject({ ok: true, value: { annotations: [{ text: 'In short.' }] } });
  });

  test.each([foundryProtocol, v7Protocol])(
    'keeps the name of an image, not its bytes',
    async (protocol) => {
      let received = '';
      const server = await startModelServer({
        protocol,
        ontology,
        answer: { annotations: [] },
        row: imageRow,
        onRequest: (_, body) => {
          received = body;
        },
      });
      const assetReference = 'sha256:0a1b';
      const { exchange } = await ask(protocol, server.url, { assetReference });
      expect(received).toContain(base64);
      const kept = JSON.stringify(exchange);
      expect(kept).not.toContain(base64);
      expect(kept).toContain('<image/png, 40 bytes, sha256:0a1b>');
    },
  );

  test('of more than 2 MB comes back the same way, read on a thread of its own', async () => {
    const ring = Array.from({ length: 60_000 }, (_, index) => ({ x: index % 7, y: index / 7 }));
    const leaf: Annotation = { kind: 'polygon', class: 'leaf', confidence: 0.5, rings: [ring] };
    const onlyLeaf: Ontology = { tools: [{ kind: 'polygon', name: 'leaf' }], classifications: [] };
    const answer = { annotations: [leaf, leaf] };
    const protocol = v7Protocol;
    const server = await startModelServer({ protocol, ontology: onlyLeaf, answer, row: imageRow });
    const { outcome, exchange } = await ask(protocol, server.url, {
      configuration: { connection: { url: server.url }, ontology: onlyLeaf },
    });
    expect(exchange?.response?.body.length).toBeGreaterThan(2 * 1024 * 1024);
    expect(outcome).toMatchObject({
      ok: true,
      warnings: [{ code: 'SHAPE_OUTSIDE_IMAGE', count: 2 }],
    });
    const rings = (outcome.ok ? outcome.value.annotations : []).map((annotation) =>
      annotation.kind === 'polygon' ? annotation.rings : null,
    );
    expect(JSON.stringify(rings) === JSON.stringify([[ring], [ring]])).toBe(true);
  });

  test.each([
    [v7Protocol, { reading: 'lenient' }],
    [foundryProtocol, {}],
  ])(
    'is read with a warning where the content type does not say JSON (fault J4)',
    async (protocol, reading) => {
      const server = await startModelServer({
        protocol,
        ontology,
        answer: { annotations: [cat] },
        row: imageRow,
        spoil: (response) => ({ ...response, headers: { 'content-type': 'text/plain' } }),
      });
      const { outcome } = await ask(protocol, server.url, {
        configuration: { connection: { url: server.url, ...reading }, ontology },
      });
      expect(outcome).toMatchObject({ ok: true, warnings: [{ code: 'CONTENT_TYPE_UNEXPECTED' }] });
    },
  );

  test('fails where the content type does not say JSON and is read strictly (fault J4)', async () => {
    const server = await startModelServer({
      protocol: v7Protocol,
      ontology,
      answer: { annotations: [cat] },
      row: imageRow,
      spoil: (response) => ({ ...response, headers: {} }),
    });
    const { outcome } = await ask(v7Protocol, server.url);
    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_CONTENT_TYPE',
        message: expect.stringContaining('no content type; application/json was wanted'),
      },
    });
  });

  test('fails on a login page, and shows how it begins (fault N27)', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Please log in</title>');
    });
    const { outcome, exchange } = await ask(v7Protocol, server.url);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'MODEL_RESPONSE_NOT_JSON' } });
    expect(exchange?.response?.body).toContain('Please log in');
  });

  test('fails with the words that the contract has for a failure', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(422).end('{"error":{"message":"no such model"}}');
    });
    const { outcome } = await ask(openAiChatProtocol, server.url, {
      configuration: { connection: { url: server.url, model: 'tgi' }, ontology },
      input: text,
      row: text,
    });
    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_REQUEST_REJECTED',
        message: expect.stringMatching(/422 .*: no such model$/),
      },
    });
  });

  test('says how long to wait where the endpoint is busy (fault N21)', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(429, { 'retry-after': '3' }).end();
    });
    expect(await ask(v7Protocol, server.url)).toMatchObject({
      outcome: { ok: false, problem: { code: 'MODEL_OVERLOADED' } },
      retryAfterMs: 3000,
    });
  });

  test('is not called with a connection that does not fit the protocol', async () => {
    const { outcome, exchange } = await ask(v7Protocol, 'not a URL');
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'INPUT_INVALID' } });
    expect(!outcome.ok && outcome.problem.message).toContain('connection.url');
    expect(exchange).toBeNull();
  });

  test('is not called with an input that the protocol cannot encode', async () => {
    const { outcome, exchange } = await ask(v7Protocol, 'http://127.0.0.1:1', { input: text });
    expect(outcome.ok).toBe(false);
    expect(exchange).toBeNull();
  });

  const token = 'sk-abc-def-123';
  const spellings: [string, PredictionProtocol, object, string][] = [
    [
      'in parts that are joined',
      openAiChatProtocol,
      { model: 'tgi' },
      '{"choices":[{"message":{"content":[{"type":"text","index":0,"text":"It is sk-abc"},{"type":"text","index":1,"text":"-def-123"}]},"finish_reason":"stop"}]}',
    ],
    [
      'with a letter that is escaped',
      openAiChatProtocol,
      { model: 'tgi' },
      String.raw`{"choices":[{"message":{"content":"It is \u0073k-abc-def-123"},"finish_reason":"stop"}]}`,
    ],
    ['with a letter that is escaped', v7Protocol, {}, String.raw`{"note":"\u0073k-abc-def-123"}`],
  ];
  test.each(spellings)('that spells credentials %s fails, and is not kept', async (_, ...how) => {
    const [protocol, connection, body] = how;
    const server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const isChat = protocol === openAiChatProtocol;
    const { outcome, exchange } = await ask(protocol, server.url, {
      configuration: {
        connection: { url: server.url, ...connection },
        ontology: { tools: [], classifications: ontology.classifications },
      },
      credentials: { bearer: { token } },
      ...(isChat && { input: text, row: text }),
    });
    expect(outcome.ok).toBe(false);
    if (isChat) expect(outcome).toMatchObject({ problem: { code: 'MODEL_RESPONSE_SECRET' } });
    expect(exchange?.response?.body).toContain('it is not shown');
    expect(JSON.stringify({ outcome, exchange })).not.toContain('-def-123');
  });
});
