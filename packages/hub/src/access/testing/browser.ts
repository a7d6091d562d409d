import type { InjectOptions } from 'fastify';
import type { TestHub } from '../../testing/test-hub.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A browser before a test hub: it keeps the cookie that it is given, and says from which page it asks. */
export interface TestBrowser {
  /** The cookie as it is sent back; empty where there is none. */
  cookie(): string;
  ask<Body = Record<string, unknown>>(
    method: Method,
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body; headers: Record<string, unknown> }>;
}

export function openBrowser(
  hub: Pick<TestHub, 'app'>,
  options: Pick<InjectOptions, 'remoteAddress' | 'headers'> = {},
): TestBrowser {
  let cookie = '';
  return {
    cookie: () => cookie,
    async ask(method, url, payload) {
      const answer = await hub.app.inject({
        method,
        url,
        ...options,
        headers: { host: 'localhost', origin: 'http://localhost', cookie, ...options.headers },
        ...(payload && { payload }),
      });
      const given = answer.headers['set-cookie'];
      if (given !== undefined) cookie = String(given).split(';')[0] ?? '';
      const body = answer.body === '' ? null : answer.json();
      return { status: answer.statusCode, body, headers: answer.headers };
    },
  };
}

export const owner = {
  name: 'Ada Owner',
  email: 'ada@example.org',
  password: 'correct horse battery',
};

/** Makes the first owner of a hub by the link that its start prints, as the browser that is returned. */
export async function becomeOwner(hub: TestHub, person = owner): Promise<TestBrowser> {
  const link = await hub.firstOwner.provide(null);
  const token = new URL(link ?? 'none:').hash.slice(1);
  const browser = openBrowser(hub);
  const { status, body } = await browser.ask('POST', '/api/v1/session/link/use', {
    token,
    ...person,
  });
  if (status !== 204) throw new Error(`Nobody became owner: ${JSON.stringify(body)}`);
  return browser;
}
