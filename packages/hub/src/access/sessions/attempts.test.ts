import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { becomeOwner, openBrowser, owner } from '../testing/browser.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await becomeOwner(hub);
});
afterAll(() => hub.end());

const from = (remoteAddress: string) => openBrowser(hub, { remoteAddress });

function signIn(remoteAddress: string, email: string, password: string) {
  return from(remoteAddress).ask('POST', '/api/v1/session', { email, password });
}

test.each([
  ['somebody known', owner.email, '192.0.2.1'],
  ['somebody unknown', 'nobody@example.org', '192.0.2.2'],
])(
  'after ten wrong passwords for %s an address has to wait (fault W9)',
  async (_, email, address) => {
    const guesses = Array.from({ length: 14 }, (_unused, index) =>
      signIn(address, index % 2 === 0 ? email : email.toUpperCase(), `guess number ${index}`),
    );
    const answers = await Promise.all(guesses);
    const codes = answers.map(({ status, body }) => `${status} ${body.code}`).toSorted();
    expect(codes).toEqual([
      ...Array(10).fill('401 AUTH_FAILED'),
      ...Array(4).fill('429 AUTH_TOO_MANY_ATTEMPTS'),
    ]);
    const refused = await signIn(address, email, owner.password);
    expect(refused).toMatchObject({ status: 429, body: { details: expect.anything() } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900);
  },
);

test('who waits is that address alone: from others the account is open (fault W9)', async () => {
  expect((await signIn('192.0.2.9', owner.email, owner.password)).status).toBe(204);
});

test('who has a network of IPv6 has one address, and who has one of IPv4 is nobody else (fault W9)', async () => {
  const guess = async (remoteAddress: string) =>
    (await signIn(remoteAddress, owner.email, 'a guess')).status;
  for (let count = 0; count < 10; count += 1) {
    expect(await guess(`2001:db8:1:2:${count}::${count}`)).toBe(401);
  }
  expect(await guess('2001:db8:1:2:ffff::1')).toBe(429);
  expect(await guess('2001:db8:1:3::1')).toBe(401);
  for (let count = 0; count < 10; count += 1) expect(await guess('::ffff:192.0.2.30')).toBe(401);
  expect(await guess('::ffff:192.0.2.30')).toBe(429);
  expect(await guess('::ffff:192.0.2.31')).toBe(401);
});

test('right passwords are not counted (fault W9)', async () => {
  for (let count = 0; count < 12; count += 1) {
    expect((await signIn('192.0.2.3', owner.email, owner.password)).status).toBe(204);
  }
});

test('an address that guesses at many accounts, or at links, has to wait too (fault W9)', async () => {
  const ask = (index: number) =>
    from('192.0.2.4').ask('POST', '/api/v1/session/link', {
      token: `${index}`.padStart(43, 'x'),
    });
  const answers = await Promise.all(Array.from({ length: 101 }, (_, index) => ask(index)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 410)).toHaveLength(100);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect((await signIn('192.0.2.4', 'another@example.org', 'a guess')).status).toBe(429);
});

test('an address that shows wrong keys has to wait; a good key is let in all the same (fault W9)', async () => {
  const ask = (authorization: string) =>
    hub.app.inject({
      url: '/api/v1/models',
      headers: { authorization },
      remoteAddress: '192.0.2.5',
    });
  const guesses = Array.from({ length: 301 }, (_, index) => ask(`Bearer pb_guess${index}`));
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(300);
  const [refused] = answers.filter(({ statusCode }) => statusCode === 429);
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask(`Bearer ${hub.apiKey}`)).statusCode).toBe(200);
});

test('whether somebody is known shows neither in the answer nor in the time it takes (fault W9)', async () => {
  const { body: known } = await signIn('192.0.2.6', owner.email, 'a wrong password');
  const { body: unknown } = await signIn('192.0.2.6', 'nobody@example.org', 'a wrong password');
  expect({ ...unknown, requestId: '' }).toEqual({ ...known, requestId: '' });
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let count = 0; count < 7; count += 1) {
    for (const [kind, email] of [
      ['known', owner.email],
      ['unknown', 'nobody@example.org'],
    ] as const) {
      const begun = performance.now();
      await signIn(`198.51.100.${count}`, email, 'a wrong password');
      times[kind].push(performance.now() - begun);
    }
  }
  const ratio = Math.min(...times.known) / Math.min(...times.unknown);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
