import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/** Exchanges an API key for a cookie that scripts cannot read. Throws where the key is not valid. */
export async function signIn(key: string): Promise<void> {
  const response = await fetch(`${apiBase}/session`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  if (!response.ok) throw readApiError(await response.text(), response.status);
}

/** Takes the cookie back. */
export async function signOut(): Promise<void> {
  const response = await fetch(`${apiBase}/session`, {
    method: 'DELETE',
    credentials: 'same-origin',
  });
  if (!response.ok) throw readApiError(await response.text(), response.status);
}
