import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ publicUrl: 'https://patchbay.example.org' });
});
afterAll(() => hub.end());

const models = '/api/v1/models';

describe('keys', () => {
  test('a request without a key is refused with a remedy and the id of the request', async () => {
    const answer = await hub.app.inject({ url: models });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual({
      code: 'AUTH_REQUIRED',
      message: 'The request carries neither an API key nor a session.',
      remedy: expect.stringContaining('Authorization: Bearer'),
      requestId: answer.headers['x-request-id'],
    });
  });

  test.each(['Bearer pb_wrong', 'Basic dXNlcjpwYXNz', 'Bearer'])('"%s" is refused', async (key) => {
    const answer = await hub.app.inject({ url: models, headers: { authorization: key } });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'AUTH_REQUIRED']);
  });

  test('the key of the first start is let in, more than ten times', async () => {
    const fresh = await createTestHub();
    for (let count = 0; count < 12; count += 1) {
      // Each with a service of its own, so that no verification is remembered.
      expect((await fresh.ask('GET', models)).body).toEqual({ items: [], nextCursor: null });
      expect(await fresh.verifyFresh()).toBe(true);
    }
    await fresh.end();
  });

  test('a key without a permission is told which one it lacks, on every kind of route', async () => {
    const reader = await createTestHub({}, ['models:read']);
    expect((await reader.ask('GET', models)).status).toBe(200);
    const create = await reader.ask('POST', '/api/v1/datasets', { name: 'x' });
    expect(create).toMatchObject({
      status: 403,
      body: { code: 'AUTH_FORBIDDEN', details: { permission: 'datasets:write' } },
    });
    const id = '0199a000-0000-7000-8000-000000000000';
    const upload = await reader.upload(`/api/v1/datasets/${id}/import?format=files`, { a: 'b' });
    expect(upload).toMatchObject({ status: 403, body: { code: 'AUTH_FORBIDDEN' } });
    await reader.end();
  });
});

describe('names of the hub', () => {
  test.each(['localhost:7400', '127.0.0.1', '[::1]:7400', 'patchbay.example.org'])(
    'it answers as %s',
    async (host) => {
      expect((await hub.app.inject({ url: '/healthz', headers: { host } })).statusCode).toBe(200);
    },
  );

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.7'])(
    'it does not answer as %s (DNS rebinding)',
    async (host) => {
      const answer = await hub.app.inject({ url: '/healthz', headers: { host } });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().message).toContain('PATCHBAY_PUBLIC_URL');
    },
  );
});
