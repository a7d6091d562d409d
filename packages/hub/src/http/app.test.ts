import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { answerError } from './error-handler.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());

describe('errors', () => {
  test('a field that is not allowed is named with what was wanted', async () => {
    const answer = await hub.ask('POST', '/api/v1/models', {
      name: 'x',
      protocol: 'v7',
      connection: {},
      limits: { concurrency: 0 },
      extra: 1,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'INPUT_INVALID',
        message: expect.stringMatching(/limits\.concurrency: .*>=1.*"extra"/),
        details: {
          issues: expect.arrayContaining([
            expect.objectContaining({ path: '/limits/concurrency' }),
          ]),
        },
      },
    });
  });

  test('a number that would be rounded is named with its place (fault J10)', async () => {
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
      payload: '{"name": 9007199254740993}',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      message: expect.stringMatching(/9007199254740993 has more digits .* \(byte 9,/),
    });
  });

  test.each([
    ['a body that is no JSON', '{"name":', 'application/json', 400, 'INPUT_INVALID'],
    ['a body of an unknown type', 'name=x', 'text/csv', 415, 'INPUT_BODY_UNSUPPORTED'],
    ['a body that is too large', 'x'.repeat(5_000_000), 'application/json', 413, 'INPUT_TOO_LARGE'],
    [
      'a body that is nested too deep',
      `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'application/json',
      400,
      'INPUT_INVALID',
    ],
    ['half a surrogate pair', '{"name":"\\ud83d"}', 'application/json', 400, 'INPUT_INVALID'],
    [
      'a key that stands twice (fault J6)',
      '{"name":"x","name":"y"}',
      'application/json',
      400,
      'INPUT_INVALID',
    ],
    ['a form', '--x--', 'multipart/form-data; boundary=x', 415, 'INPUT_BODY_UNSUPPORTED'],
    [
      'a body in Latin-1',
      Buffer.from('{"name":"\xfc"}', 'latin1'),
      'application/json',
      400,
      'INPUT_INVALID',
    ],
    ['a poisoned body', '{"__proto__":{"a":1}}', 'application/json', 400, 'INPUT_INVALID'],
    [
      'a NUL character',
      '{"name":"x","description":"\\u0000"}',
      'application/json',
      400,
      'INPUT_INVALID',
    ],
  ])('%s has an error body like everything else', async (_what, payload, type, status, code) => {
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': type },
      payload,
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({
      code,
      message: expect.any(String),
      remedy: expect.any(String),
      requestId: expect.any(String),
    });
  });

  test('an address that we do not have is named, inside the API and outside', async () => {
    for (const url of ['/api/v1/nothing', '/api/v2', '/nothing.js']) {
      const answer = await hub.ask('GET', url);
      expect(answer).toMatchObject({ status: 404, body: { code: 'INPUT_NOT_FOUND' } });
      expect(answer.body.message).toContain(url);
    }
  });

  test('an address that cannot be decoded has an error body like everything else', async () => {
    const answer = await hub.ask('GET', '/api/v1/runs/%ff');
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(answer.body.remedy).not.toBe('');
  });

  test('an id that is none is a bad request, one that is not there is not found', async () => {
    expect(await hub.ask('GET', '/api/v1/models/7')).toMatchObject({ status: 400 });
    const id = '0199a000-0000-7000-8000-000000000000';
    for (const url of [
      `/api/v1/models/${id}`,
      `/api/v1/datasets/${id}`,
      `/api/v1/data-rows/${id}`,
    ]) {
      expect(await hub.ask('GET', url)).toMatchObject({
        status: 404,
        body: { code: 'INPUT_NOT_FOUND' },
      });
    }
  });

  test('the id in the path goes before an id in the query', async () => {
    const id = '0199a000-0000-7000-8000-000000000000';
    for (const route of [`runs/${id}/export?format=jsonl&id=7`, `data-rows/${id}/asset?id=7`]) {
      expect(await hub.ask('GET', `/api/v1/${route}`)).toMatchObject({ status: 404 });
    }
  });

  test('a DELETE that names JSON and sends nothing is understood', async () => {
    const answer = await hub.app.inject({
      method: 'DELETE',
      url: '/api/v1/models/0199a000-0000-7000-8000-000000000000',
      headers: { authorization: `Bearer ${hub.apiKey}`, 'content-type': 'application/json' },
    });
    expect(answer.json()).toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });

  test('what is not expected is logged and answered without a word of what it said (fault E23)', () => {
    const logged: string[] = [];
    const log = pino({}, { write: (line) => void logged.push(line) });
    const { status, body } = answerError(new Error('password=hunter2'), 'r-1', log);
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'INTERNAL', requestId: 'r-1' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(logged.join()).toContain('hunter2');
  });
});

describe('documents and pages', () => {
  test('the OpenAPI document describes every route of the contract and the streaming ones', async () => {
    const { body } = await hub.ask<{ openapi: string; paths: Record<string, object> }>(
      'GET',
      '/api/v1/openapi.json',
    );
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/models',
        '/models/{id}/check',
        '/datasets/{id}/import',
        '/data-rows/{id}/asset',
        '/runs/{id}/events',
      ]),
    );
    for (const path of Object.values(body.paths)) {
      for (const operation of Object.values(path)) {
        expect(operation.responses.default).toEqual({ $ref: '#/components/responses/Error' });
      }
    }
  });

  test('the page of the API loads nothing from elsewhere and allows no inline script', async () => {
    const page = await hub.app.inject({ url: '/docs' });
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url);
    expect(sources.length).toBeGreaterThan(2);
    for (const url of sources) {
      expect(url).toMatch(/^\/docs/);
      expect((await hub.app.inject({ url })).statusCode).toBe(200);
    }
    expect((await hub.app.inject({ url: '/docs/viewer/package.json' })).statusCode).toBe(404);
  });

  test('pages allow nothing inline but styles with the nonce of the answer, all else nothing at all (faults F6, F7)', async () => {
    const read = async (url: string, accept = 'text/html') => {
      const answer = await hub.app.inject({ url, headers: { accept } });
      return { policy: String(answer.headers['content-security-policy']), answer };
    };
    const [first, second] = [await read('/'), await read('/runs/some-run')];
    for (const { policy, answer } of [first, second]) {
      expect(policy).not.toMatch(/unsafe|https?:|data:|blob:|\*/);
      expect(policy).toMatch(
        /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']{24}'/,
      );
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).not.toContain('PATCHBAY_NONCE');
    }
    expect(first.policy).not.toBe(second.policy);
    expect((await read('/docs')).policy).not.toContain('unsafe');
    for (const url of ['/healthz', '/api/v1/models', '/api/v1/openapi.json', '/nothing.js']) {
      expect((await read(url, '*/*')).policy).toMatch(/^default-src 'none';(?!.*'self')/);
    }
  });

  test('the hub says that it lives and what is ready', async () => {
    await hub.startWorkers();
    expect((await hub.ask('GET', '/healthz')).body).toEqual({ alive: true });
    expect(await hub.ask('GET', '/readyz')).toMatchObject({
      status: 200,
      body: { ready: true, parts: { database: 'ready', queue: 'ready', storage: 'ready' } },
    });
  });

  test('a storage that cannot be written makes the hub not ready', async () => {
    const broken = await createTestHub();
    await rm(join(broken.dataFolder, 'assets'), { recursive: true });
    expect(await broken.ask('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, parts: { database: 'ready', storage: 'failed' } },
    });
    await broken.end();
  });

  test('a page of the app is the app, or says how to build it; a missing file is an error', async () => {
    const accept = 'text/html,application/xhtml+xml';
    const page = await hub.app.inject({ url: '/runs/some-run', headers: { accept } });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    const file = await hub.app.inject({ url: '/assets/gone.js', headers: { accept: '*/*' } });
    expect(file.json()).toMatchObject({ code: 'INPUT_NOT_FOUND' });
    const api = await hub.app.inject({ url: '/api/v1/nothing', headers: { accept } });
    expect(api.headers['content-type']).toContain('application/json');
  });
});
