import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/**
 * Calls a route beside the contract, as the one who has the session; what it answers, null where that is
 * nothing. Throws what the hub said was wrong.
 */
export async function callHub(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${apiBase}${path}`, {
    method,
    credentials: 'same-origin',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) throw readApiError(text, response.status);
  return text === '' ? null : JSON.parse(text);
}
