import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

/** What came back: the status, and the body where it was JSON. */
export interface FormAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends a form and waits for the answer as long as it takes. `fetch` gives up after five minutes
 * without one; a hub that fetches a long list of addresses answers when it has them all.
 */
export async function postForm(
  url: string,
  headers: { readonly [name: string]: string },
  form: FormData,
): Promise<FormAnswer> {
  // Encodes the form while it is sent: no file is in memory whole.
  const { headers: formHeaders, body: encoded } = new Response(form);
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': formHeaders.get('content-type') ?? '' },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  // Why sending failed is told by the request itself, unless the hub has answered before.
  pipeline(encoded ?? [], request).catch(() => {});
  const answer = await answered;
  return { status: answer.statusCode ?? 0, body: await json(answer).catch(() => null) };
}
