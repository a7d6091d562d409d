import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import { permissions } from '@patchbay/core/api/route.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { hearAccessChanges } from '../../queue/access-signals.ts';
import { createNotifications } from '../../queue/notifications.ts';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { createAccessStore } from '../access-store.ts';
import { createAuth } from '../auth-store.ts';
import { createKnownKeys } from './known-keys.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.end());

const keys = '/api/v1/api-keys';
interface Created {
  key: string;
  apiKey: ApiKeyView;
}

async function createKey(wanted: object): Promise<Created> {
  const { status, body } = await hub.ask<Created>('POST', keys, wanted);
  expect(status).toBe(201);
  return body;
}

async function askAs(authorization: string, url = '/api/v1/models') {
  const answer = await hub.app.inject({ url, headers: { authorization } });
  return { status: answer.statusCode, body: answer.json() };
}

async function findListed(id: string): Promise<ApiKeyView | undefined> {
  const { body } = await hub.ask<{ items: ApiKeyView[] }>('GET', keys);
  return body.items.find((it) => it.id === id);
}

describe('a key that is made', () => {
  test('is shown once, lets in by both spellings for what it may, and is kept as a hash', async () => {
    const { key, apiKey } = await createKey({ name: ' ci ', scopes: ['models:read'] });
    expect(apiKey).toMatchObject({
      name: 'ci',
      start: key.slice(0, 8),
      scopes: ['models:read'],
      state: 'active',
      createdBy: 'test',
      lastUsedAt: null,
    });
    expect((await askAs(`Bearer ${key}`)).status).toBe(200);
    expect((await askAs(`ApiKey ${key}`)).status).toBe(200);
    expect(await askAs(`Bearer ${key}`, '/api/v1/datasets')).toMatchObject({
      status: 403,
      body: { code: 'AUTH_FORBIDDEN', details: { permission: 'datasets:read' } },
    });
    const { rows } = await hub.database.pool.query('select * from apikey');
    expect(JSON.stringify(rows)).not.toContain(key.slice(9));
    const listed = JSON.stringify((await hub.ask('GET', keys)).body);
    expect(listed).not.toContain(key.slice(9));
  });

  test('expires after 90 days where nothing is said, and never where that is asked for', async () => {
    const { apiKey } = await createKey({ name: 'usual', scopes: ['models:read'] });
    const days = (Date.parse(apiKey.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 2);
    const forever = { name: 'forever', scopes: ['models:read'], expiresInDays: null };
    expect((await createKey(forever)).apiKey.expiresAt).toBeNull();
  });

  test('is listed with its last use', async () => {
    const { key, apiKey } = await createKey({ name: 'used', scopes: ['models:read'] });
    const before = Date.now();
    await askAs(`Bearer ${key}`);
    const lastUsedAt = (await findListed(apiKey.id))?.lastUsedAt ?? '';
    expect(Date.parse(lastUsedAt)).toBeGreaterThanOrEqual(before);
  });

  test.each([
    [{ name: '', scopes: ['models:read'] }, '/name'],
    [{ name: 'x', scopes: [] }, '/scopes'],
    [{ name: 'x', scopes: ['models:delete'] }, '/scopes/0'],
    [{ name: 'x', scopes: ['models:read'], expiresInDays: 0 }, '/expiresInDays'],
    [{ name: 'x', scopes: ['models:read'], organisationId: 'theirs' }, ''],
  ])('is refused where it is asked for as %j', async (wanted, path) => {
    const { status, body } = await hub.ask('POST', keys, wanted);
    expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
    expect(body.details).toMatchObject({ issues: [{ path }] });
  });
});

describe('a key made by a key', () => {
  test('may do what its maker may, and never more', async () => {
    const scopes = ['keys:write', 'keys:read', 'models:read'] as const;
    const authorization = `Bearer ${await hub.makeKey({ name: 'maker', scopes })}`;
    const make = (wanted: readonly string[]) =>
      hub.app.inject({
        method: 'POST',
        url: keys,
        headers: { authorization },
        payload: { name: 'made', scopes: wanted },
      });
    expect((await make(['models:read', 'keys:write'])).json()).toMatchObject({
      apiKey: { createdBy: 'maker', scopes: ['models:read', 'keys:write'] },
    });
    const refused = await make(['models:read', 'models:write', 'settings:write']);
    expect([refused.statusCode, refused.json()]).toMatchObject([
      403,
      {
        code: 'AUTH_FORBIDDEN',
        message: expect.stringContaining('models:write, settings:write'),
        details: { scopes: ['models:write', 'settings:write'] },
      },
    ]);
  });
});

describe('a key that is worth nothing any more', () => {
  test('once revoked is refused at once, says so, and stays in the list', async () => {
    const { key, apiKey } = await createKey({ name: 'leaked', scopes: ['models:read'] });
    expect((await askAs(`Bearer ${key}`)).status).toBe(200);
    const revoke = () =>
      hub.app.inject({
        method: 'DELETE',
        url: `${keys}/${apiKey.id}`,
        headers: { authorization: `Bearer ${hub.apiKey}` },
      });
    expect((await revoke()).statusCode).toBe(204);
    expect(await askAs(`Bearer ${key}`)).toMatchObject({
      status: 401,
      body: { code: 'AUTH_REQUIRED', message: 'The key was revoked.' },
    });
    expect((await revoke()).statusCode).toBe(204);
    expect(await findListed(apiKey.id)).toMatchObject({ name: 'leaked', state: 'revoked' });
  });

  test('is revoked by nobody who may do less than the key, which goes on letting in', async () => {
    const { key, apiKey } = await createKey({ name: 'of an owner', scopes: ['settings:write'] });
    const less = await hub.makeKey({ scopes: ['keys:write', 'keys:read', 'models:read'] });
    const revoke = (id: string) =>
      hub.app.inject({
        method: 'DELETE',
        url: `${keys}/${id}`,
        headers: { authorization: `Bearer ${less}` },
      });
    const refused = await revoke(apiKey.id);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'AUTH_FORBIDDEN']);
    expect(await findListed(apiKey.id)).toMatchObject({ state: 'active' });
    expect((await askAs(`Bearer ${key}`)).body).toMatchObject({ code: 'AUTH_FORBIDDEN' });
    const { apiKey: reader } = await createKey({ name: 'reader', scopes: ['models:read'] });
    expect((await revoke(reader.id)).statusCode).toBe(204);
  });

  test('once expired is refused with the day, and stays in the list after others are made', async () => {
    const expiresAt = new Date(Date.now() - 1000);
    const key = await hub.makeKey({ name: 'old', expiresAt });
    expect(await askAs(`Bearer ${key}`)).toMatchObject({
      status: 401,
      body: { message: expect.stringMatching(/^The key "old" expired on \d{4}-\d\d-\d\d\./) },
    });
    await createKey({ name: 'next', scopes: ['models:read'] });
    const { body } = await hub.ask<{ items: ApiKeyView[] }>('GET', keys);
    expect(body.items.find(({ name }) => name === 'old')).toMatchObject({ state: 'expired' });
  });

  test('expires for those who have just been let in, too', async () => {
    const key = await hub.makeKey({ expiresAt: new Date(Date.now() + 300) });
    expect((await askAs(`Bearer ${key}`)).status).toBe(200);
    await expect.poll(async () => (await askAs(`Bearer ${key}`)).status).toBe(401);
  });
});

/** What another process on the database of the hub knows of keys. */
async function openOtherProcess() {
  const { database } = hub;
  const notifications = createNotifications({ connectionString: database.url, onError: vi.fn() });
  const auth = createAuth(database, 'a secret for tests, 32 characters long');
  const known = createKnownKeys(createAccessStore(database, auth).verifyKey);
  await hearAccessChanges(notifications, known.forget);
  await notifications.start();
  onTestFinished(() => notifications.stop());
  return async (key: string) => (await known.find(key)).ok;
}

test('a key that is revoked here is refused by other processes too, long before they would look again', async () => {
  const letsIn = await openOtherProcess();
  const { key, apiKey } = await createKey({ name: 'shared', scopes: ['models:read'] });
  expect(await letsIn(key)).toBe(true);
  await hub.app.inject({
    method: 'DELETE',
    url: `${keys}/${apiKey.id}`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
  });
  await expect.poll(() => letsIn(key), { timeout: 5000 }).toBe(false);
});

test('keys are listed newest first, page by page, with all their scopes in one order', async () => {
  const { body } = await hub.ask<{ items: ApiKeyView[]; nextCursor: string }>(
    'GET',
    `${keys}?limit=2`,
  );
  const rest = await hub.ask<{ items: ApiKeyView[] }>('GET', `${keys}?cursor=${body.nextCursor}`);
  const all = [...body.items, ...rest.body.items];
  const times = all.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(all.at(-1)).toMatchObject({ name: 'test', scopes: permissions });
});

test('keys are found by words of their name, and by their state', async () => {
  const { apiKey } = await createKey({ name: 'Seldom 100% used', scopes: ['runs:read'] });
  const find = async (query: string) => {
    const { body } = await hub.ask<{ items: ApiKeyView[] }>('GET', `${keys}?${query}`);
    return body.items.map(({ id }) => id);
  };
  expect(await find('text=seldom%20100%25')).toEqual([apiKey.id]);
  expect(await find('text=seldom%20100_')).toEqual([]);
  expect(await find('state=active')).toContain(apiKey.id);
  await hub.app.inject({
    method: 'DELETE',
    url: `${keys}/${apiKey.id}`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
  });
  expect(await find('state=active')).not.toContain(apiKey.id);
  expect(await find('text=seldom&state=revoked')).toEqual([apiKey.id]);
  const { body } = await hub.ask<{ items: ApiKeyView[] }>('GET', `${keys}?state=expired`);
  expect(body.items.every(({ state }) => state === 'expired')).toBe(true);
});

test('what becomes of keys is written down, without a key', async () => {
  const { key, apiKey } = await createKey({ name: 'noted', scopes: ['runs:read'] });
  await hub.app.inject({
    method: 'DELETE',
    url: `${keys}/${apiKey.id}`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
  });
  const { rows } = await hub.database.pool.query(
    'select action, actor_name, address, details from audit_entries where subject_id = $1 order by id',
    [apiKey.id],
  );
  expect(rows).toMatchObject([
    {
      action: 'key:created',
      actor_name: 'test',
      address: '127.0.0.1',
      details: { name: 'noted', scopes: ['runs:read'] },
    },
    { action: 'key:revoked', details: { name: 'noted' } },
  ]);
  expect(JSON.stringify(rows)).not.toContain(key.slice(9));
});
