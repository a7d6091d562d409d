import { v7 as createId } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { placeholder } from '../first-organisation.ts';
import { becomeOwner, openBrowser, owner } from '../testing/browser.ts';
import {
  type IdentityProvider,
  type ProviderFault,
  type ProviderPerson,
  providerClient,
  startIdentityProvider,
} from '../testing/identity-provider.ts';
import { beginVisit, comeBack, visitProvider, whoIs } from '../testing/oidc-visit.ts';
import { signInAs } from '../testing/people.ts';

let provider: IdentityProvider;
let hub: TestHub;
beforeAll(async () => {
  provider = await startIdentityProvider();
  hub = await createTestHub({
    oidcIssuer: provider.issuer,
    oidcClientId: providerClient.id,
    oidcClientSecret: providerClient.secret,
    oidcName: 'Example',
    oidcDomains: ['example.net'],
  });
  await becomeOwner(hub);
});
afterEach(() => {
  provider.state.fault = null;
});
afterAll(async () => {
  await hub.end();
  await provider.close();
});

const refusedBy = (code: string) => `/sign-in?refused=${code}`;

/** Somebody with an account at the provider, who signs in with it now. */
function person(traits: Partial<ProviderPerson> = {}): ProviderPerson {
  const sub = createId();
  provider.state.person = { sub, email: `${sub}@example.org`, email_verified: true, ...traits };
  return provider.state.person;
}

async function query(sql: string, values: unknown[] = []) {
  return (await hub.database.pool.query(sql, values)).rows;
}

async function invite(email: string, role: string, lifetime = '1 day') {
  await query(
    `insert into invitation (id, organization_id, email, role, expires_at)
     select $1, id, $2, $3, now() + $4::interval from organization where slug = 'patchbay'`,
    [createId(), email, role, lifetime],
  );
}

describe('who comes in', () => {
  test('is a member with that address, by the same kind of session as with a password', async () => {
    person({ email: owner.email.toUpperCase() });
    const visit = await visitProvider(hub, { remoteAddress: '192.0.2.21' });
    expect(visit.location).toBe('/');
    expect(visit.cookies).toEqual([
      expect.stringMatching(/^patchbay_sign_in=; .*1970/),
      expect.stringMatching(
        /^patchbay_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    expect(await whoIs(hub, visit)).toMatchObject({ user: { name: owner.name }, role: 'owner' });
    expect(
      await query(
        "select action, details from audit_entries where address = '192.0.2.21' order by id",
      ),
    ).toEqual([
      { action: 'user:linked', details: { issuer: provider.issuer, email: owner.email } },
      { action: 'session:opened', details: { way: 'oidc' } },
    ]);
  });

  test('is who was invited, with the role of the invitation', async () => {
    const { email } = person({ name: 'Grace Invited' });
    await invite(email ?? '', 'labeller');
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({
      user: { name: 'Grace Invited', email },
      role: 'labeller',
    });
    expect(await query('select status from invitation where email = $1', [email])).toEqual([
      { status: 'accepted' },
    ]);
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ role: 'labeller' });
  });

  test('is who has an address of a domain of the configuration, as a viewer', async () => {
    const { email } = person({ email: 'joan@Example.net' });
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({
      user: { name: 'joan', email: email?.toLowerCase() },
      role: 'viewer',
    });
  });

  test('is known by what the provider says elsewhere than in the token, too', async () => {
    const { email } = person();
    await invite(email ?? '', 'manager');
    provider.state.fault = 'e-mail elsewhere';
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ role: 'manager' });
  });

  test('goes on to the page they wanted, and never to another site', async () => {
    person({ email: 'back@example.net' });
    const paths = [
      '/runs/1?state=failed',
      'https://evil.example/',
      '//evil.example',
      '/.//evil.example',
    ];
    const ended: string[] = [];
    for (const back of paths) ended.push((await visitProvider(hub, { back })).location);
    expect(ended).toEqual(['/runs/1?state=failed', '/', '/', '/']);
  });

  test('finds the button on the page of the sign-in', async () => {
    const answer = await hub.app.inject('/api/v1/session/options');
    expect(answer.json().providers).toEqual([{ name: 'Example', path: '/api/v1/session/oidc' }]);
  });
});

describe('who does not come in', () => {
  test.each<[string, Partial<ProviderPerson>, string]>([
    ['somebody whom nobody invited', {}, 'AUTH_OIDC_NOT_INVITED'],
    ['a neighbour of a domain', { email: 'eve@not-example.net' }, 'AUTH_OIDC_NOT_INVITED'],
    ['a host of a domain', { email: 'eve@mail.example.net' }, 'AUTH_OIDC_NOT_INVITED'],
    [
      'an address that is not verified',
      { email: 'x@example.net', email_verified: false },
      'AUTH_OIDC_EMAIL_UNVERIFIED',
    ],
    [
      'an address of which nothing is said',
      { email: owner.email, email_verified: undefined },
      'AUTH_OIDC_EMAIL_UNVERIFIED',
    ],
    ['nobody with an address', { email: undefined }, 'AUTH_OIDC_EMAIL_UNVERIFIED'],
  ])('is %s, which is written down', async (_, traits, code) => {
    person(traits);
    const visit = await visitProvider(hub);
    expect([visit.location, await whoIs(hub, visit)]).toEqual([refusedBy(code), null]);
    expect(
      await query(
        "select details from audit_entries where action = 'session:refused' order by id desc limit 1",
      ),
    ).toMatchObject([{ details: { way: 'oidc', reason: code } }]);
  });

  test('is who was invited too long ago', async () => {
    const { email } = person();
    await invite(email ?? '', 'viewer', '-1 second');
    expect((await visitProvider(hub)).location).toBe(refusedBy('AUTH_OIDC_NOT_INVITED'));
  });

  test('is who was taken out, also where their domain lets others in', async () => {
    person({ email: 'gone@example.net' });
    const { user } = (await whoIs(hub, await visitProvider(hub))) ?? {};
    await query('delete from member where user_id = $1', [user?.id]);
    expect((await visitProvider(hub)).location).toBe(refusedBy('AUTH_OIDC_NOT_INVITED'));
    await invite('gone@example.net', 'viewer');
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ user: { id: user?.id } });
  });
});

describe('an account of the provider', () => {
  test('stays that of its user when its address changes', async () => {
    const email = `${createId()}@example.org`;
    const { userId } = await signInAs(hub.database, 'labeller', { email });
    const { sub } = person({ email });
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ user: { id: userId } });
    person({ sub, email: owner.email });
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ user: { id: userId } });
    person({ sub, email_verified: false });
    expect(await whoIs(hub, await visitProvider(hub))).toMatchObject({ user: { id: userId } });
  });

  test('does not open the user of somebody whose address it was given', async () => {
    const { email } = person({ email: 'taken@example.net' });
    const before = await whoIs(hub, await visitProvider(hub));
    person({ email });
    expect((await visitProvider(hub)).location).toBe(refusedBy('AUTH_OIDC_EMAIL_TAKEN'));
    const links = 'select count(*)::int from account where user_id = $1';
    expect(await query(links, [before?.user.id])).toEqual([{ count: 1 }]);
  });

  test('is linked once when it comes for the first time in many windows', async () => {
    const { sub } = person({ email: 'many@example.net' });
    const visits = await Promise.all(Array.from({ length: 5 }, () => visitProvider(hub)));
    expect(visits.map(({ location }) => location)).toEqual(Array(5).fill('/'));
    const linked = await query('select count(*)::int from account where account_id = $1', [sub]);
    expect(linked).toEqual([{ count: 1 }]);
  });
});

describe('a provider that is wrong lets nobody in', () => {
  test.each<[ProviderFault, string]>([
    ['another nonce', 'AUTH_OIDC_INVALID'],
    ['another audience', 'AUTH_OIDC_INVALID'],
    ['another issuer', 'AUTH_OIDC_INVALID'],
    ['expired', 'AUTH_OIDC_INVALID'],
    ['another key', 'AUTH_OIDC_INVALID'],
    ['no signature', 'AUTH_OIDC_INVALID'],
    ['page for an answer', 'AUTH_OIDC_INVALID'],
    ['denied', 'AUTH_OIDC_DENIED'],
  ])('%s: %s', async (fault, code) => {
    person({ email: owner.email });
    provider.state.fault = fault;
    const visit = await visitProvider(hub);
    expect([visit.location, await whoIs(hub, visit)]).toEqual([refusedBy(code), null]);
  });
});

describe('a sign-in', () => {
  test('is finished once, by the browser that began it', async () => {
    person({ email: 'once@example.net' });
    provider.state.fault = 'codes are good for ever';
    const { cameBy } = await visitProvider(hub);
    const other = await beginVisit(hub);
    const stale = refusedBy('AUTH_OIDC_STALE');
    expect((await comeBack(hub, cameBy)).location).toBe(stale);
    expect((await comeBack(hub, { ...cameBy, cookie: '' })).location).toBe(stale);
    expect((await comeBack(hub, { ...cameBy, cookie: other.cookie })).location).toBe(stale);
    const forged = `${cameBy.cookie.slice(0, -4)}AAAA`;
    expect((await comeBack(hub, { ...cameBy, cookie: forged })).location).toBe(stale);
  });

  test('keeps its nonce and its verifier from the browser, and goes with PKCE', async () => {
    const { headers } = await beginVisit(hub);
    const there = new URL(String(headers.location));
    expect(Object.fromEntries(there.searchParams)).toEqual({
      response_type: 'code',
      client_id: providerClient.id,
      redirect_uri: 'http://localhost/api/v1/session/oidc/callback',
      scope: 'openid email profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(headers['set-cookie']).toMatch(
      /^patchbay_sign_in=ey[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('is refused after many failures from one address, for a while; passwords are not', async () => {
    const remoteAddress = '192.0.2.99';
    const path = '/api/v1/session/oidc/callback?code=guess&state=guess';
    const locations = new Set<string>();
    for (let attempt = 0; attempt <= 100; attempt++) {
      locations.add((await comeBack(hub, { path, cookie: '', remoteAddress })).location);
    }
    expect([...locations]).toEqual([
      refusedBy('AUTH_OIDC_STALE'),
      refusedBy('AUTH_TOO_MANY_ATTEMPTS'),
    ]);
    const { email, password } = owner;
    const browser = openBrowser(hub, { remoteAddress });
    expect((await browser.ask('POST', '/api/v1/session', { email, password })).status).toBe(204);
  });
});

describe('a hub', () => {
  const settings = () => ({
    oidcIssuer: provider.issuer,
    oidcClientId: providerClient.id,
    oidcClientSecret: providerClient.secret,
  });

  test('that has the wrong secret, or finds no service, says so; and needs no restart when that is well', async () => {
    const wrong = await createTestHub({ ...settings(), oidcClientSecret: 'another secret' });
    person();
    provider.state.fault = 'ill';
    expect((await visitProvider(wrong)).location).toBe(refusedBy('AUTH_OIDC_UNREACHABLE'));
    provider.state.fault = null;
    expect((await visitProvider(wrong)).location).toBe(refusedBy('AUTH_OIDC_INVALID'));
    await wrong.end();
  });

  test('with a public address has people come back there; nobody becomes its first owner so', async () => {
    const publicUrl = 'https://patchbay.example.org/';
    const named = await createTestHub({ ...settings(), publicUrl, oidcDomains: ['example.net'] });
    const answer = await named.app.inject({
      url: '/api/v1/session/oidc',
      headers: { host: 'patchbay.example.org' },
    });
    expect(new URL(String(answer.headers.location)).searchParams.get('redirect_uri')).toBe(
      'https://patchbay.example.org/api/v1/session/oidc/callback',
    );
    person({ email: placeholder.email });
    expect((await visitProvider(named)).location).toBe(refusedBy('AUTH_OIDC_NOT_INVITED'));
    person({ email: 'first@example.net' });
    expect(await whoIs(named, await visitProvider(named))).toMatchObject({ role: 'viewer' });
    expect(await named.firstOwner.isMissing()).toBe(true);
    await named.end();
  });

  test('without such a service has no such routes', async () => {
    const plain = await createTestHub();
    expect((await plain.app.inject('/api/v1/session/options')).json().providers).toEqual([]);
    expect((await plain.app.inject('/api/v1/session/oidc')).statusCode).toBe(404);
    await plain.end();
  });
});
