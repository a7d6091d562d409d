import type { TestHub } from '../../testing/test-hub.ts';

/** How a visit ended: where the browser was sent, and the cookies that it has then. */
export interface Visit {
  readonly location: string;
  readonly cookies: readonly string[];
  /** The address by which it came back, and the cookie that it brought. */
  readonly cameBy: { readonly path: string; readonly cookie: string };
}

const headers = { host: 'localhost' };

/** Goes to the hub, which sends the browser to the provider with a cookie to keep. */
export async function beginVisit(
  { app }: Pick<TestHub, 'app'>,
  { back = '', remoteAddress = '127.0.0.1' } = {},
) {
  const url = `/api/v1/session/oidc${back && `?back=${encodeURIComponent(back)}`}`;
  const { headers: given } = await app.inject({ url, headers, remoteAddress });
  const cookie = String(given['set-cookie'] ?? '').split(';')[0] ?? '';
  return { headers: given, cookie };
}

/** Signs in by the provider as a browser does: goes there, and comes back with what it was given. */
export async function visitProvider(
  { app }: Pick<TestHub, 'app'>,
  { back = '', remoteAddress = '127.0.0.1' } = {},
): Promise<Visit> {
  const { headers: given, cookie } = await beginVisit({ app }, { back, remoteAddress });
  const there = String(given.location);
  if (there.startsWith('/')) return { location: there, cookies: [], cameBy: { path: '', cookie } };
  const answer = await fetch(there, { redirect: 'manual' });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '');
  return await comeBack({ app }, { path: `${pathname}${search}`, cookie, remoteAddress });
}

/** Comes back to the hub, also a second time or with what belongs to another. */
export async function comeBack(
  { app }: Pick<TestHub, 'app'>,
  { path, cookie, remoteAddress = '127.0.0.1' }: Visit['cameBy'] & { remoteAddress?: string },
): Promise<Visit> {
  const answer = await app.inject({
    url: path,
    // As a browser says that another site sent it.
    headers: { ...headers, cookie, 'sec-fetch-site': 'cross-site' },
    remoteAddress,
  });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  return { location: String(answer.headers.location), cookies, cameBy: { path, cookie } };
}

/** Who the browser of a visit is signed in as; null for nobody. */
export async function whoIs(
  { app }: Pick<TestHub, 'app'>,
  { cookies }: Pick<Visit, 'cookies'>,
): Promise<{ user: { id: string; name: string; email: string }; role: string } | null> {
  const session = cookies.find((cookie) => cookie.startsWith('patchbay_session='));
  if (session === undefined) return null;
  const answer = await app.inject({
    url: '/api/v1/session',
    headers: { ...headers, cookie: session.split(';')[0], 'sec-fetch-site': 'same-origin' },
  });
  return answer.json();
}
