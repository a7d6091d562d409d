import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { becomeOwner, openBrowser, owner } from '../testing/browser.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await createTestHub({ publicUrl: 'https://patchbay.example.org' });
  onTestFinished(() => hub.end());
});

const use = '/api/v1/session/link/use';
const isMissing = async () =>
  (await hub.app.inject({ url: '/api/v1/session/options' })).json().ownerMissing;

async function printLink(): Promise<string> {
  const link = await hub.firstOwner.provide(null);
  expect(link).toMatch(/^https:\/\/patchbay\.example\.org\/link#[\w-]{43}$/);
  return String(link).split('#')[1] ?? '';
}

describe('the link for the first owner', () => {
  test('says what it is for, makes the owner, and signs them in', async () => {
    const token = await printLink();
    expect(await isMissing()).toBe(true);
    const browser = openBrowser(hub);
    const asked = await browser.ask('POST', '/api/v1/session/link', { token });
    expect(asked.body).toEqual({
      purpose: 'first-owner',
      organisation: 'Patchbay',
      email: null,
      role: 'owner',
      isKnown: false,
    });
    expect((await browser.ask('POST', use, { token, ...owner })).status).toBe(204);
    const { body } = await browser.ask('GET', '/api/v1/session');
    expect(body).toMatchObject({ user: { name: owner.name, email: owner.email }, role: 'owner' });
    expect(await isMissing()).toBe(false);
    expect(await hub.firstOwner.provide(null)).toBeNull();
  });

  test('works once, also for many at the same moment', async () => {
    const token = await printLink();
    const asked = ['a', 'b', 'c', 'd'].map((name) =>
      openBrowser(hub).ask('POST', use, { token, ...owner, email: `${name}@example.org` }),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([204, 410, 410, 410]);
  });

  test('is worth nothing once the hub was started again', async () => {
    const before = await printLink();
    await printLink();
    const answer = await openBrowser(hub).ask('POST', use, { token: before, ...owner });
    expect([answer.status, answer.body.code]).toEqual([410, 'AUTH_LINK_INVALID']);
  });

  test.each(['a', 'half of a token'])(
    'is worth nothing as %j, which is no whole token',
    async (token) => {
      const answer = await openBrowser(hub).ask('POST', use, { token, ...owner });
      expect([answer.status, answer.body.code]).toEqual([410, 'AUTH_LINK_INVALID']);
    },
  );

  test('is kept nowhere in the database as it is', async () => {
    const token = await printLink();
    const { rows } = await hub.database.pool.query('select * from verification');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test.each([
    ['no name', { name: undefined }, 'name: is missing'],
    ['no address', { email: undefined }, 'email: is missing'],
    ['a short password', { password: 'short' }, 'must have at least 12 characters'],
    ['its address as password', { password: owner.email }, 'is the e-mail address'],
    ['a field too many', { role: 'owner' }, 'role'],
  ])('is not used up by somebody with %s', async (_, change, words) => {
    const token = await printLink();
    const refused = await openBrowser(hub).ask('POST', use, { token, ...owner, ...change });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain(words);
    expect((await openBrowser(hub).ask('POST', use, { token, ...owner })).status).toBe(204);
  });
});

describe('an owner whom the environment names', () => {
  const configured = { email: 'Ops@Example.org', password: 'a password from a file' };

  test('signs in with what it says, whatever the case of the address', async () => {
    expect(await hub.firstOwner.provide(configured)).toBeNull();
    const { password } = configured;
    const email = 'ops@example.ORG';
    const answer = await openBrowser(hub).ask('POST', '/api/v1/session', { email, password });
    expect(answer.status).toBe(204);
  });

  test('is not made where there is an owner', async () => {
    await becomeOwner(hub);
    await hub.firstOwner.provide(configured);
    const answer = await openBrowser(hub).ask('POST', '/api/v1/session', configured);
    expect([answer.status, answer.body.code]).toEqual([401, 'AUTH_FAILED']);
  });
});

test('another key of the operator, once the first was lost, belongs to the same organisation', async () => {
  await becomeOwner(hub);
  const key = await hub.access.ensureFirstKey();
  const answer = await hub.app.inject({
    url: '/api/v1/session',
    headers: { authorization: `Bearer ${key}` },
  });
  expect(answer.json()).toMatchObject({ user: null, organisation: { name: 'Patchbay' } });
  const { rows } = await hub.database.pool.query('select email from "user"');
  expect(rows).toEqual([{ email: owner.email }]);
});
