import { readApiError } from './api-error.ts';

/**
 * Why the hub gives no picture: browsers tell a page nothing but that it failed. Null where the hub gives its
 * file, and the browser cannot draw it.
 */
export async function readPictureProblem(source: string): Promise<Error | null> {
  const answer = await fetch(source);
  if (!answer.ok) return readApiError(await answer.text(), answer.status);
  await answer.body?.cancel();
  return null;
}
