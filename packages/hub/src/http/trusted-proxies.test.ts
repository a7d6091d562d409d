import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOwner, owner } from '../access/testing/browser.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

const publicUrl = 'https://labels.example.org';
const proxy = '10.0.0.2';

let hub: TestHub;
let plain: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ publicUrl, trustedProxies: [proxy, '10.1.0.0/16'] });
  plain = await createTestHub({ publicUrl });
  await becomeOwner(hub);
});
afterAll(async () => {
  await hub.end();
  await plain.end();
});

/** The address that the audit names for something that is asked for by a key. */
async function findAddress(
  of: TestHub,
  from: { peer: string; forwarded?: string },
): Promise<string | null> {
  const created = await of.app.inject({
    method: 'POST',
    url: '/api/v1/datasets',
    remoteAddress: from.peer,
    headers: {
      authorization: `Bearer ${of.apiKey}`,
      ...(from.forwarded !== undefined && { 'x-forwarded-for': from.forwarded }),
    },
    payload: { name: `from ${from.peer} for ${from.forwarded}` },
  });
  expect(created.statusCode).toBe(201);
  const { body } = await of.ask<{ items: { subjectId: string; address: string | null }[] }>(
    'GET',
    '/api/v1/audit?action=dataset:created',
  );
  return body.items.find(({ subjectId }) => subjectId === created.json().id)?.address ?? null;
}

describe('where a request comes from', () => {
  test('is the other end of the connection, whatever the request says of itself', async () => {
    expect(await findAddress(plain, { peer: proxy, forwarded: '203.0.113.7' })).toBe(proxy);
    expect(await findAddress(hub, { peer: '10.0.0.3', forwarded: '203.0.113.7' })).toBe('10.0.0.3');
  });

  test('is what a trusted proxy says, and never what was said to the proxy', async () => {
    expect(await findAddress(hub, { peer: proxy, forwarded: '203.0.113.7' })).toBe('203.0.113.7');
    expect(await findAddress(hub, { peer: proxy, forwarded: '1.2.3.4, 203.0.113.7' })).toBe(
      '203.0.113.7',
    );
    expect(await findAddress(hub, { peer: proxy, forwarded: '203.0.113.7, 10.1.2.3' })).toBe(
      '203.0.113.7',
    );
  });
});

test.each([
  [proxy, 'https', '__Host-patchbay_session', true],
  ['10.0.0.3', 'https', 'patchbay_session', false],
])(
  'a session that begins by %s over %s has the cookie %s',
  async (peer, protocol, name, isSecure) => {
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: peer,
      headers: {
        host: 'labels.example.org',
        origin: publicUrl,
        'x-forwarded-proto': protocol,
        'x-forwarded-for': '203.0.113.7',
      },
      payload: { email: owner.email, password: owner.password },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name, ...(isSecure && { secure: true }), sameSite: 'Strict' }),
    ]);
  },
);

test.each([
  ['127.0.0.1:7400', 200],
  ['labels.example.org', 200],
  ['labels.example.org.evil.example', 400],
])('a request to the name %s is answered with %i', async (host, status) => {
  const headers = {
    host,
    authorization: `Bearer ${hub.apiKey}`,
    'x-forwarded-host': 'evil.example',
  };
  const answer = await hub.app.inject({ url: '/api/v1/models', remoteAddress: proxy, headers });
  expect(answer.statusCode).toBe(status);
});
