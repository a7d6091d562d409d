import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { becomeOwner, openBrowser, owner, type TestBrowser } from '../testing/browser.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await becomeOwner(hub);
});
afterAll(() => hub.end());

const session = '/api/v1/session';
const models = '/api/v1/models';

async function signIn(password = owner.password): Promise<TestBrowser> {
  const browser = openBrowser(hub);
  const answer = await browser.ask('POST', session, { email: owner.email, password });
  expect(answer.status).toBe(204);
  return browser;
}

async function query(sql: string, values: unknown[] = []) {
  return (await hub.database.pool.query(sql, values)).rows;
}

describe('a session', () => {
  test('is a cookie that scripts cannot read, of which the database has a digest', async () => {
    const browser = openBrowser(hub);
    const { email, password } = owner;
    const { headers } = await browser.ask('POST', session, { email, password });
    expect(headers['set-cookie']).toMatch(
      /^patchbay_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const token = browser.cookie().split('=')[1] ?? '';
    expect(JSON.stringify(await query('select * from session'))).not.toContain(token);
  });

  test('may do what the role of its user may at this moment, and nothing once they are no member', async () => {
    const browser = await signIn();
    const create = () => browser.ask('POST', '/api/v1/datasets', { name: `Made ${Math.random()}` });
    expect((await create()).status).toBe(201);
    await query("update member set role = 'viewer'");
    expect(await create()).toMatchObject({ status: 403, body: { code: 'AUTH_FORBIDDEN' } });
    expect((await browser.ask('GET', models)).status).toBe(200);
    await query("update member set role = 'archbishop'");
    expect((await browser.ask('GET', models)).status).toBe(401);
    await query("update member set role = 'owner'");
    expect((await browser.ask('GET', models)).status).toBe(200);
  });

  test('is over when the person signs out, wherever its cookie went (fault W9)', async () => {
    const browser = await signIn();
    const thief = openBrowser(hub, { headers: { cookie: browser.cookie() } });
    expect((await thief.ask('GET', models)).status).toBe(200);
    const { status, headers } = await browser.ask('DELETE', session);
    expect([status, headers['set-cookie']]).toEqual([204, expect.stringContaining('1970')]);
    expect(await thief.ask('GET', models)).toMatchObject({
      status: 401,
      body: { code: 'AUTH_REQUIRED', message: 'The session has ended. Sign in again.' },
    });
  });

  test('is over when its time is (fault W9)', async () => {
    const browser = await signIn();
    await query("update session set expires_at = now() - interval '1 second'");
    expect((await browser.ask('GET', models)).status).toBe(401);
  });

  test('is good for longer while it is used, and its cookie with it', async () => {
    const browser = await signIn();
    await query(
      "update session set updated_at = now() - interval '2 hours', expires_at = now() + interval '1 hour'",
    );
    const first = await browser.ask('GET', models);
    expect(first.headers['set-cookie']).toContain('Max-Age=1209600');
    const second = await browser.ask('GET', models);
    expect(second.headers['set-cookie']).toBeUndefined();
    const left = "select max(expires_at) > now() + interval '13 days' as long from session";
    expect(await query(left)).toEqual([{ long: true }]);
  });

  test('a cookie that was tampered with is worth nothing', async () => {
    const browser = await signIn();
    const forged = openBrowser(hub, { headers: { cookie: `${browser.cookie()}A` } });
    expect((await forged.ask('GET', models)).status).toBe(401);
  });

  test('tells who one is; a key is told what it may do, and has no session to end', async () => {
    const { body } = await (await signIn()).ask('GET', session);
    expect(body).toMatchObject({
      user: { name: owner.name, email: owner.email },
      organisation: { name: 'Patchbay' },
      role: 'owner',
      permissions: expect.arrayContaining(['settings:write']),
      organisations: [{ name: 'Patchbay' }],
    });
    expect((await hub.ask('GET', session)).body).toMatchObject({ user: null, role: null });
    expect((await hub.ask('DELETE', session)).status).toBe(403);
  });
});

describe('what a person changes about themselves', () => {
  test('is their name', async () => {
    const browser = await signIn();
    expect((await browser.ask('PATCH', session, { name: 'Ada L.' })).status).toBe(204);
    expect((await browser.ask('GET', session)).body).toMatchObject({ user: { name: 'Ada L.' } });
  });

  test('is their password, which ends their other sessions and not this one', async () => {
    const [here, elsewhere] = [await signIn(), await signIn()];
    const next = 'another horse battery';
    const change = (current: string) => here.ask('PATCH', session, { password: { current, next } });
    expect(await change('a guess of somebody')).toMatchObject({
      status: 401,
      body: { code: 'AUTH_FAILED' },
    });
    expect((await change(owner.password)).status).toBe(204);
    expect((await here.ask('GET', models)).status).toBe(200);
    expect((await elsewhere.ask('GET', models)).status).toBe(401);
    const again = await signIn(next);
    const back = { password: { current: next, next: owner.password } };
    expect((await again.ask('PATCH', session, back)).status).toBe(204);
  });

  test('is not their role, nor another organisation that they are not in (fault W10)', async () => {
    const browser = await signIn();
    expect((await browser.ask('PATCH', session, { role: 'owner' })).status).toBe(400);
    const organisationId = '0199a000-0000-7000-8000-000000000000';
    expect((await browser.ask('PATCH', session, { organisationId })).status).toBe(404);
  });
});

test('who came in and who was refused is written down, from where, and without a password', async () => {
  const browser = openBrowser(hub, { remoteAddress: '192.0.2.7' });
  const { email } = owner;
  await browser.ask('POST', session, { email, password: 'mistyped horse' });
  await browser.ask('POST', session, { email: 'hunter2@example.org', password: 'mistyped horse' });
  await browser.ask('POST', session, { email, password: owner.password });
  const entries = await query(
    "select action, actor, details from audit_entries where address = '192.0.2.7' order by id",
  );
  expect(entries).toEqual([
    { action: 'session:refused', actor: 'hub', details: { email, reason: 'password' } },
    {
      action: 'session:opened',
      actor: expect.stringMatching(/^user:/),
      details: { way: 'password' },
    },
  ]);
});
