import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeOwner, owner } from '../access/testing/browser.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let cookie: string;
beforeAll(async () => {
  hub = await createTestHub();
  cookie = (await becomeOwner(hub)).cookie();
});
afterAll(() => hub.end());

type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
const methods: readonly Method[] = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** What a browser says of where a request comes from, and whether it may read and write with a session. */
const claims: readonly [
  origin: string | null,
  site: string | null,
  reads: boolean,
  writes: boolean,
][] = [
  [null, null, true, false],
  [null, 'same-origin', true, true],
  [null, 'none', true, false],
  [null, 'same-site', false, false],
  [null, 'cross-site', false, false],
  [null, 'SAME-ORIGIN, none', false, false],
  ['http://localhost', null, true, true],
  ['http://localhost', 'same-origin', true, true],
  ['http://localhost', 'cross-site', false, false],
  ['http://localhost:1234', null, false, false],
  ['http://localhost:1234', 'same-site', false, false],
  ['http://localhost.evil.example', null, false, false],
  ['http://evil.example', null, false, false],
  ['https://evil.example', 'cross-site', false, false],
  ['null', null, false, false],
  ['null', 'cross-site', false, false],
  ['', null, false, false],
];

const cases = claims.flatMap(([origin, site, reads, writes]) =>
  methods.map((method) => {
    const isLetIn = method === 'GET' || method === 'HEAD' ? reads : writes;
    return { method, origin: origin ?? '(none)', site: site ?? '(none)', isLetIn };
  }),
);

function claim({ origin, site }: { origin: string; site: string }) {
  return {
    host: 'localhost',
    ...(origin !== '(none)' && { origin }),
    ...(site !== '(none)' && { 'sec-fetch-site': site }),
  };
}

const absent = '/api/v1/models/0199a000-0000-7000-8000-000000000000';

describe('a session', () => {
  test.each(cases)(
    'with $method, Origin $origin and Sec-Fetch-Site $site: let in $isLetIn (fault W9)',
    async ({ method, isLetIn, ...from }) => {
      const url = method === 'POST' ? '/api/v1/datasets' : absent;
      const headers = { ...claim(from), cookie };
      const answer = await hub.app.inject({
        method,
        url,
        headers,
        ...(method !== 'GET' && method !== 'HEAD' && { payload: {} }),
      });
      // Let in, it is asked for something that is not there, or without what it wants.
      const whenLetIn = method === 'POST' ? 400 : 404;
      expect(answer.statusCode).toBe(isLetIn ? whenLetIn : 401);
    },
  );

  test.each(['POST /api/v1/session', 'POST /api/v1/session/link', 'POST /api/v1/session/link/use'])(
    'is not opened from another site, or from nowhere: %s (fault W9)',
    async (route) => {
      const [method, url = ''] = route.split(' ');
      for (const { origin, site, isLetIn } of cases.filter((one) => one.method === 'POST')) {
        const { email, password } = owner;
        const answer = await hub.app.inject({
          method: method as 'POST',
          url,
          headers: claim({ origin, site }),
          payload: url.endsWith('session') ? { email, password } : { token: 'x'.repeat(43) },
        });
        expect([origin, site, answer.statusCode === 401]).toEqual([origin, site, !isLetIn]);
        expect(answer.headers['set-cookie'] === undefined).toBe(answer.statusCode !== 204);
      }
    },
  );

  test('needs none of it where a key is shown', async () => {
    const headers = { ...claim({ origin: 'https://evil.example', site: 'cross-site' }) };
    const authorization = `Bearer ${hub.apiKey}`;
    const answer = await hub.app.inject({ url: absent, headers: { ...headers, authorization } });
    expect(answer.statusCode).toBe(404);
  });
});
