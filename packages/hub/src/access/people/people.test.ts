import { randomUUID } from 'node:crypto';
import type { Role } from '@patchbay/core/access/role.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { becomeOwner, openBrowser, owner, type TestBrowser } from '../testing/browser.ts';
import { signInAs } from '../testing/people.ts';

let hub: TestHub;
let ada: TestBrowser;
beforeAll(async () => {
  hub = await createTestHub({ publicUrl: 'https://patchbay.example.org' });
  ada = await becomeOwner(hub);
});
afterAll(() => hub.end());

const use = '/api/v1/session/link/use';
const password = 'a password of their own';
const newAddress = () => `person-${randomUUID()}@example.org`;

interface Invited {
  invitation: { id: string; email: string; role: Role; state: string; invitedBy: string };
  link: { url: string };
}

async function invite(by: TestBrowser, email: string, role: Role = 'labeller') {
  const { status, body } = await by.ask<Invited>('POST', '/api/v1/invitations', { email, role });
  expect(status).toBe(201);
  return { ...body.invitation, token: body.link.url.split('#')[1] ?? '' };
}

/** Somebody who joined by an invitation. */
async function join(role: Role = 'labeller') {
  const email = newAddress();
  const { token } = await invite(ada, email, role);
  const browser = openBrowser(hub);
  const name = `${role} ${email}`;
  expect((await browser.ask('POST', use, { token, name, password })).status).toBe(204);
  const { body } = await browser.ask<{ user: { id: string } }>('GET', '/api/v1/session');
  return { browser, email, id: body.user.id };
}

const member = (id: string) => `/api/v1/members/${id}`;
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body?.code,
];

describe('an invitation', () => {
  test('is a link that says what it is for and makes a member of the role, once', async () => {
    const email = newAddress();
    const invited = await invite(ada, email.toUpperCase(), 'manager');
    expect(invited).toMatchObject({ email, role: 'manager', state: 'open', invitedBy: owner.name });
    const browser = openBrowser(hub);
    const { token } = invited;
    const { body } = await browser.ask('POST', '/api/v1/session/link', { token });
    expect(body).toEqual({
      purpose: 'invitation',
      organisation: 'Patchbay',
      email,
      role: 'manager',
      isKnown: false,
    });
    const wanted = { token, name: 'Grace', password };
    expect((await browser.ask('POST', use, wanted)).status).toBe(204);
    const session = await browser.ask('GET', '/api/v1/session');
    expect(session.body).toMatchObject({ user: { name: 'Grace', email }, role: 'manager' });
    expect(codeOf(await openBrowser(hub).ask('POST', use, wanted))).toEqual([
      410,
      'AUTH_LINK_INVALID',
    ]);
    const { body: list } = await ada.ask<{ items: { email: string }[] }>(
      'GET',
      '/api/v1/invitations',
    );
    expect(list.items.map((item) => item.email)).not.toContain(email);
  });

  test('is worth nothing when it was taken back, replaced by another, or is too old', async () => {
    const [revoked, replaced, old] = [newAddress(), newAddress(), newAddress()];
    const tokens = [];
    const first = await invite(ada, revoked);
    tokens.push(first.token);
    const path = `/api/v1/invitations/${first.id}`;
    expect((await ada.ask('DELETE', path)).status).toBe(204);
    expect(codeOf(await ada.ask('DELETE', path))).toEqual([404, 'INPUT_NOT_FOUND']);
    tokens.push((await invite(ada, replaced)).token);
    const second = await invite(ada, replaced, 'viewer');
    const aged = await invite(ada, old);
    await hub.database.pool.query(
      "update invitation set expires_at = now() - interval '1 second' where id = $1",
      [aged.id],
    );
    tokens.push(aged.token);
    for (const token of tokens) {
      const answer = await openBrowser(hub).ask('POST', use, { token, name: 'Late', password });
      expect(codeOf(answer)).toEqual([410, 'AUTH_LINK_INVALID']);
    }
    const good = { token: second.token, name: 'In time', password };
    expect((await openBrowser(hub).ask('POST', use, good)).status).toBe(204);
  });

  test('is not for somebody who is a member, whatever the case of their address', async () => {
    const wanted = { email: owner.email.toUpperCase(), role: 'viewer' };
    expect(codeOf(await ada.ask('POST', '/api/v1/invitations', wanted))).toEqual([
      409,
      'INPUT_PERSON_KNOWN',
    ]);
  });

  test('to a user of another organisation wants the password that they have', async () => {
    const { email, id } = await join();
    await hub.database.pool.query(
      `with other as (insert into organization (id, name, slug, created_at)
         values (gen_random_uuid(), 'Others', 'others', now()) returning id)
       update member set organization_id = (select id from other) where user_id = $1`,
      [id],
    );
    const { token } = await invite(ada, email, 'viewer');
    const browser = openBrowser(hub);
    const asked = await browser.ask('POST', '/api/v1/session/link', { token });
    expect(asked.body).toMatchObject({ isKnown: true, email });
    const wrong = { token, name: 'Somebody', password: 'a password that they chose' };
    expect(codeOf(await browser.ask('POST', use, wrong))).toEqual([401, 'AUTH_FAILED']);
    expect((await browser.ask('POST', use, { token, password })).status).toBe(204);
    const { body } = await browser.ask('GET', '/api/v1/session');
    expect(body).toMatchObject({
      user: { id },
      role: 'viewer',
      organisations: [{ name: 'Patchbay' }, { name: 'Others' }],
    });
    // Nobody here may make a link that would let its bearer in there too.
    const link = await ada.ask('POST', `${member(id)}/sign-in-link`);
    expect(codeOf(link)).toEqual([403, 'AUTH_FORBIDDEN']);
    const [, others] = body.organisations as { id: string }[];
    const turned = { organisationId: others?.id };
    expect((await browser.ask('PATCH', '/api/v1/session', turned)).status).toBe(204);
    expect((await browser.ask('GET', '/api/v1/session')).body).toMatchObject({
      organisation: { name: 'Others' },
      role: 'labeller',
    });
  });

  test('is passed on by a link of which the database has a digest', async () => {
    const { token } = await invite(ada, newAddress());
    const { rows } = await hub.database.pool.query(
      'select v::text from verification v union all select i::text from invitation i',
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('roles', () => {
  test.each<[Role, Role, number]>([
    ['owner', 'owner', 201],
    ['owner', 'viewer', 201],
    ['manager', 'labeller', 201],
    ['manager', 'viewer', 201],
    ['manager', 'manager', 403],
    ['manager', 'owner', 403],
    ['labeller', 'viewer', 403],
    ['viewer', 'viewer', 403],
  ])('a %s who invites a %s is answered %i', async (role, wanted, status) => {
    const { headers } = await signInAs(hub.database, role);
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/invitations',
      headers,
      payload: { email: newAddress(), role: wanted },
    });
    expect(answer.statusCode).toBe(status);
  });

  test('a key gives no role that may do more than the key', async () => {
    const key = await hub.makeKey({ name: 'inviter', scopes: ['members:write', 'members:read'] });
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/invitations',
      headers: { authorization: `Bearer ${key}` },
      payload: { email: newAddress(), role: 'viewer' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'AUTH_FORBIDDEN']);
  });

  test('a manager changes nobody who stands beside or above them', async () => {
    const manager = await join('manager');
    const other = await join('manager');
    const { body } = await ada.ask<{ user: { id: string } }>('GET', '/api/v1/session');
    for (const id of [other.id, body.user.id]) {
      const attempts = [
        await manager.browser.ask('PATCH', member(id), { role: 'viewer' }),
        await manager.browser.ask('DELETE', member(id)),
        await manager.browser.ask('POST', `${member(id)}/sign-in-link`),
      ];
      expect(attempts.map(codeOf)).toEqual(Array(3).fill([403, 'AUTH_FORBIDDEN']));
    }
    const labeller = await join('labeller');
    const raised = await manager.browser.ask('PATCH', member(labeller.id), { role: 'manager' });
    expect(codeOf(raised)).toEqual([403, 'AUTH_FORBIDDEN']);
    const lowered = await manager.browser.ask('PATCH', member(labeller.id), { role: 'viewer' });
    expect(lowered.body).toMatchObject({ id: labeller.id, role: 'viewer' });
  });

  test('a changed role counts with the next request of who has it', async () => {
    const { browser, id } = await join('viewer');
    const create = () => browser.ask('POST', '/api/v1/datasets', { name: newAddress() });
    expect((await create()).status).toBe(403);
    await ada.ask('PATCH', member(id), { role: 'manager' });
    expect((await create()).status).toBe(201);
  });
});

describe('the last owner', () => {
  test('is neither removed nor lowered, also when all owners go at the same moment', async () => {
    const fresh = await createTestHub();
    const first = await becomeOwner(fresh);
    const { body } = await first.ask<{ user: { id: string } }>('GET', '/api/v1/session');
    const own = member(body.user.id);
    expect(codeOf(await first.ask('DELETE', own))).toEqual([409, 'INPUT_LAST_OWNER']);
    expect(codeOf(await first.ask('PATCH', own, { role: 'viewer' }))).toEqual([
      409,
      'INPUT_LAST_OWNER',
    ]);
    const others = await Promise.all(
      Array.from({ length: 4 }, () => signInAs(fresh.database, 'owner')),
    );
    const { pool } = fresh.database;
    // Holds all of them up where they are about to be removed, until each is there.
    const holder = await pool.connect();
    await holder.query('begin');
    await holder.query('select from member for update');
    const headers = { authorization: `Bearer ${fresh.apiKey}` };
    const removing = [own, ...others.map(({ userId }) => member(userId))].map((url) =>
      fresh.app.inject({ method: 'DELETE', url, headers }).then(({ statusCode }) => statusCode),
    );
    const waiting = `select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(5);
    await holder.query('commit');
    holder.release();
    expect((await Promise.all(removing)).toSorted()).toEqual([204, 204, 204, 204, 409]);
    await fresh.end();
  });
});

describe('a member who is taken out', () => {
  test('is out at once, in every session, and is written down with who did it', async () => {
    const { browser, email, id } = await join();
    const again = openBrowser(hub);
    await again.ask('POST', '/api/v1/session', { email, password });
    expect((await ada.ask('DELETE', member(id))).status).toBe(204);
    for (const one of [browser, again]) {
      expect((await one.ask('GET', '/api/v1/models')).status).toBe(401);
    }
    const back = await again.ask('POST', '/api/v1/session', { email, password });
    expect(codeOf(back)).toEqual([403, 'AUTH_FORBIDDEN']);
    const { rows } = await hub.database.pool.query(
      'select action, actor_name, details from audit_entries where subject_id = $1 order by id desc limit 1',
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'member:removed', actor_name: owner.name, details: { email, role: 'labeller' } },
    ]);
  });

  test('may have gone by themselves, as managers may', async () => {
    const { browser, id } = await join('manager');
    const other = await join('manager');
    expect((await browser.ask('DELETE', member(other.id))).status).toBe(403);
    expect((await browser.ask('DELETE', member(id))).status).toBe(204);
    expect((await browser.ask('GET', '/api/v1/models')).status).toBe(401);
  });
});

test('a sign-in link sets a new password once, and ends the sessions of before', async () => {
  const { browser, email, id } = await join();
  const { body } = await ada.ask<{ url: string }>('POST', `${member(id)}/sign-in-link`);
  const token = body.url.split('#')[1];
  const fresh = openBrowser(hub);
  const next = 'quite another password';
  expect((await fresh.ask('POST', use, { token })).status).toBe(400);
  expect((await fresh.ask('POST', use, { token, password: next })).status).toBe(204);
  expect((await browser.ask('GET', '/api/v1/models')).status).toBe(401);
  const signIn = (tried: string) =>
    openBrowser(hub).ask('POST', '/api/v1/session', { email, password: tried });
  expect((await signIn(password)).status).toBe(401);
  expect((await signIn(next)).status).toBe(204);
  expect((await fresh.ask('POST', use, { token, password: next })).status).toBe(410);
});

test('members are found by words of their name or address, and by their role', async () => {
  const { email, id } = await join('manager');
  const find = async (query: string) => {
    const { body } = await ada.ask<{ items: { id: string }[] }>('GET', `/api/v1/members?${query}`);
    return body.items.map((item) => item.id);
  };
  const words = email.toUpperCase().slice(0, 20);
  expect(await find(`text=${words}`)).toEqual([id]);
  expect(await find(`text=${words}&role=manager`)).toEqual([id]);
  expect(await find(`text=${words}&role=viewer`)).toEqual([]);
  expect(await find('text=100%25')).toEqual([]);
});

test('who is invited again is told that the link of before is worth nothing', async () => {
  const email = newAddress();
  const ask = () => ada.ask('POST', '/api/v1/invitations', { email, role: 'viewer' });
  expect((await ask()).body).toMatchObject({ replaced: false });
  expect((await ask()).body).toMatchObject({ replaced: true });
});

test('members are listed by name, page by page, without the one who was never there', async () => {
  const fresh = await createTestHub();
  const empty = await fresh.ask('GET', '/api/v1/members');
  expect(empty.body).toEqual({ items: [], nextCursor: null });
  await signInAs(fresh.database, 'viewer');
  await signInAs(fresh.database, 'labeller');
  await becomeOwner(fresh);
  const names: string[] = [];
  let query = '';
  for (;;) {
    const { body } = await fresh.ask<{ items: { name: string }[]; nextCursor: string | null }>(
      'GET',
      `/api/v1/members?limit=1${query}`,
    );
    names.push(...body.items.map(({ name }) => name));
    if (body.nextCursor === null) break;
    query = `&cursor=${body.nextCursor}`;
  }
  expect(names).toEqual(['A labeller', 'A viewer', owner.name]);
  await fresh.end();
});
