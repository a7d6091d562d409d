import { afterEach, expect, test } from 'vitest';
import { listen, type TestServer } from '../testing/listen.ts';
import { postForm } from './post-form.ts';

let server: TestServer | undefined;
afterEach(() => server?.close());

test('a form arrives whole, with the names of its files', async () => {
  server = await listen(async (request, response) => {
    const contentType = request.headers['content-type'] ?? '';
    const form = await new Request('http://test', {
      method: 'POST',
      body: request,
      headers: { 'content-type': contentType },
      duplex: 'half',
    }).formData();
    const file = form.get('files');
    const seen = file instanceof File ? { name: file.name, size: file.size } : null;
    response.end(JSON.stringify({ seen, key: request.headers.authorization }));
  });
  const answer = await postForm(server.url, { authorization: 'Bearer k' }, formOf(3_000_000));
  expect(answer).toEqual({
    status: 200,
    body: { seen: { name: 'deep/er/a.png', size: 3_000_000 }, key: 'Bearer k' },
  });
});

test('an answer that comes before all is sent is read', async () => {
  server = await listen((_, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"code":"INPUT_TOO_LARGE"}');
  });
  const answer = await postForm(server.url, {}, formOf(100));
  expect(answer).toEqual({ status: 413, body: { code: 'INPUT_TOO_LARGE' } });
});

test('an answer that is no JSON has no body', async () => {
  server = await listen((_, response) => response.end('<p>hello'));
  expect(await postForm(server.url, {}, formOf(1))).toEqual({ status: 200, body: null });
});

test('a server that hangs up is an error', async () => {
  server = await listen((request) => request.socket.destroy());
  await expect(postForm(server.url, {}, formOf(100))).rejects.toThrow(/socket hang up|ECONNRESET/);
});

function formOf(byteLength: number): FormData {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(byteLength)]), 'deep/er/a.png');
  return form;
}
