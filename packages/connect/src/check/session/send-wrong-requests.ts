import { showsWhoCalls } from '@patchbay/core/model/credentials.ts';
import type { HttpRequest } from '@patchbay/protocols/http-message.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { CheckOptions } from './check-options.ts';
import type { CheckSession } from './check-session.ts';
import { createWrongCredentials, withoutSecrets } from './other-credentials.ts';

/** Sends what should be refused: strangers, a broken body, no request at all, a wrong path, a GET. */
export async function sendWrongRequests(
  session: CheckSession,
  { credentials }: CheckOptions,
  input: TestInput,
): Promise<void> {
  const request = session.encode(input);
  if (!request) return;
  if (showsWhoCalls(credentials)) {
    const wrong = createWrongCredentials(credentials);
    await session.probe('wrong-secret', 'a call with a wrong secret', {
      request,
      credentials: wrong,
    });
    await session.probe('no-secret', 'a call without a secret', {
      request,
      credentials: withoutSecrets(credentials),
    });
  }
  const writtenBody = JSON.stringify(request.body ?? {}).slice(0, 24);
  await session.probe('malformed', 'a body that is not JSON', {
    request,
    writtenBody,
    credentials,
  });
  await session.probe('content', 'JSON that is no request', {
    request: { ...request, body: { unexpected: 'This is not a request of this contract.' } },
    credentials,
  });
  await session.probe('path', 'a path that nobody has', {
    request: { ...request, url: belowOf(request.url) },
    credentials,
  });
  await session.probe('method', 'a GET in place of a POST', {
    request: withoutBody(request),
    credentials,
  });
}

function belowOf(url: string): string {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/+$/, '')}/no-such-path`;
  return target.href;
}

function withoutBody({ url, headers }: HttpRequest): HttpRequest {
  return { method: 'GET', url, ...(headers && { headers }) };
}
