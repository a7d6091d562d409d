import type { Role } from '@patchbay/core/access/role.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { becomeOwner, openBrowser, type TestBrowser } from '../testing/browser.ts';
import { signInAs } from '../testing/people.ts';

let hub: TestHub;
let ada: TestBrowser;
beforeAll(async () => {
  hub = await createTestHub();
  ada = await becomeOwner(hub);
});
afterAll(() => hub.end());

type Headers = Awaited<ReturnType<typeof signInAs>>['headers'];

async function makeLink(headers: Headers, userId: string): Promise<string> {
  const url = `/api/v1/members/${userId}/sign-in-link`;
  const answer = await hub.app.inject({ method: 'POST', url, headers });
  expect(answer.statusCode).toBe(201);
  return new URL(answer.json().url).hash.slice(1);
}

async function useLink(token: string, password = 'a password that they chose') {
  const answer = await openBrowser(hub).ask('POST', '/api/v1/session/link/use', {
    token,
    password,
  });
  return answer.status;
}

describe('a sign-in link', () => {
  test.each<(id: string) => string>([(id) => id, (id) => id.toUpperCase()])(
    'that a manager made does not open what its user becomes later',
    async (spell) => {
      const manager = await signInAs(hub.database, 'manager');
      const { userId } = await signInAs(hub.database, 'labeller');
      const token = await makeLink(manager.headers, spell(userId));
      const raised = await ada.ask('PATCH', `/api/v1/members/${userId}`, { role: 'owner' });
      expect(raised.status).toBe(200);
      expect(await useLink(token)).toBe(410);
    },
  );

  test('does not open what its user is let into when they come back', async () => {
    const manager = await signInAs(hub.database, 'manager');
    const email = `again-${Date.now()}@example.org`;
    const invite = async (role: Role) => {
      const { body } = await ada.ask<{ link: { url: string } }>('POST', '/api/v1/invitations', {
        email,
        role,
      });
      return new URL(body.link.url).hash.slice(1);
    };
    const browser = openBrowser(hub);
    const known = { name: 'Again', password: 'a password of their own' };
    const use = '/api/v1/session/link/use';
    await browser.ask('POST', use, { token: await invite('viewer'), ...known });
    const { body } = await browser.ask<{ user: { id: string } }>('GET', '/api/v1/session');
    const token = await makeLink(manager.headers, body.user.id);
    await ada.ask('DELETE', `/api/v1/members/${body.user.id}`);
    const wanted = { token: await invite('owner'), password: known.password };
    expect((await browser.ask('POST', use, wanted)).status).toBe(204);
    expect(await useLink(token)).toBe(410);
  });

  test('is worth nothing once another was used; those of others are', async () => {
    const { userId } = await signInAs(hub.database, 'viewer');
    const other = await signInAs(hub.database, 'viewer');
    const { headers } = await signInAs(hub.database, 'owner');
    const [first, second] = [await makeLink(headers, userId), await makeLink(headers, userId)];
    const theirs = await makeLink(headers, other.userId);
    expect(await useLink(first)).toBe(204);
    expect(await useLink(second)).toBe(410);
    expect(await useLink(theirs)).toBe(204);
  });
});

test('a manager does not put an invitation in the place of one that they could not take back', async () => {
  const email = `new-${Date.now()}@example.org`;
  const manager = await signInAs(hub.database, 'manager');
  const invite = (role: Role) =>
    hub.app.inject({
      method: 'POST',
      url: '/api/v1/invitations',
      headers: manager.headers,
      payload: { email: email.toUpperCase(), role },
    });
  expect((await ada.ask('POST', '/api/v1/invitations', { email, role: 'owner' })).status).toBe(201);
  const refused = await invite('viewer');
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'AUTH_FORBIDDEN']);
  expect((await ada.ask('POST', '/api/v1/invitations', { email, role: 'viewer' })).status).toBe(
    201,
  );
  expect((await invite('labeller')).statusCode).toBe(201);
});
