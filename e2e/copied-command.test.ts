import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCurl } from '../packages/web/src/components/exchanges/write-curl.ts';
import { runShellScript } from './shell-script.ts';

/** The command that a page copies, run by a real shell: what arrives is what the hub sent. */

let server: Server;
let url: string;
let folder: string;
let arrived: { url: string; headers: IncomingHttpHeaders; body: unknown };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { url: asked = '', headers } = request;
    arrived = { url: asked, headers, body: await json(request) };
    response.end('{"answer": 42}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/predict`;
  folder = await mkdtemp(join(tmpdir(), 'patchbay-command-'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

type Facts = Parameters<typeof writeCurl>[0];

/** Runs the command, behind lines that set variables. */
async function run(
  request: Partial<Facts['request']>,
  facts: Partial<Facts> = {},
  variables: readonly string[] = [],
) {
  const whole = { method: 'POST', url, headers: {}, body: null, ...request };
  const command = writeCurl({
    request: whole,
    credentials: { kinds: [] },
    imageFile: null,
    ...facts,
  });
  const script = [`cd ${folder}`, ...variables, command].join('\n');
  return await runShellScript(script, { standIns: 'where missing' });
}

const hostile = [
  '$HOME `id` $(id) \\ \\\\ \\n "quoted" \'single\' !bang! %s ünïcode \u2028 🦋',
  'PATCHBAY',
  '',
  "'PATCHBAY'\t<<EOF",
].join('\n');

const mark = (bytes: number, digit: string) =>
  `<image/png, ${bytes} bytes, sha256:${digit.repeat(64)}>`;

test('a text arrives letter by letter, whatever a shell would read into it', async () => {
  const body = { prompt: hostile, [hostile]: [1, null, { text: hostile }] };
  const headers = { 'content-type': 'application/json', 'x-note': `it's "$HOME" \\ \`id\`` };
  const { output, errors, status } = await run({ body, headers });
  expect([status, errors, output]).toEqual([0, '', '{"answer": 42}']);
  expect(arrived.body).toEqual(body);
  expect(arrived.headers).toMatchObject(headers);
});

test('a file stands where the record names it, beside texts that arrive as they are', async () => {
  const first = Buffer.from([0, 255, 10, 13, 39, 36, 96].flatMap((it) => Array(40).fill(it)));
  await writeFile(join(folder, "it's $5 photo.png"), first);
  await writeFile(join(folder, 'other.png'), 'another');
  const [one, other] = [mark(280, 'a'), mark(7, 'b')];
  const body = { hostile, image: one, url: `data:image/png;base64,${one}`, more: [other, hostile] };
  const facts = { imageFile: "it's $5 photo.png" };
  const variables = [`PATCHBAY_IMAGE_2=${folder}/other.png`];
  const { errors, status } = await run({ body }, facts, variables);
  expect([status, errors]).toEqual([0, '']);
  expect(arrived.body).toEqual({
    hostile,
    image: first.toString('base64'),
    url: `data:image/png;base64,${first.toString('base64')}`,
    more: [Buffer.from('another').toString('base64'), hostile],
  });
});

test.each<[string, object, Facts['credentials'], string, object]>([
  [
    'a token',
    { authorization: 'Bearer [redacted]' },
    { kinds: ['bearer'] },
    'PATCHBAY_TOKEN',
    { authorization: `Bearer it's $5` },
  ],
  [
    'user name and password',
    { authorization: 'Basic [redacted]' },
    { kinds: ['basic'], username: 'ada "$1"' },
    'PATCHBAY_PASSWORD',
    { authorization: `Basic ${Buffer.from(`ada "$1":it's $5`).toString('base64')}` },
  ],
  [
    'a header',
    { 'x-key': '[redacted]' },
    { kinds: ['header'], headerName: 'x-key' },
    'PATCHBAY_SECRET',
    { 'x-key': `it's $5` },
  ],
])(
  '%s is a variable, and the shell says so where it is not set',
  async (_what, headers, credentials, name, sent) => {
    const request = { headers: { ...headers }, body: { a: 1 } };
    const { status } = await run(request, { credentials }, [`${name}='it'\\''s $5'`]);
    expect([status, arrived.headers]).toMatchObject([0, sent]);
    const unset = await run(request, { credentials });
    expect(unset.errors).toContain(`${name}: Set it to`);
    expect(unset.status).not.toBe(0);
  },
);

test('a secret in the address, and one in the body, are variables too; what curl says of itself is left out', async () => {
  const request = {
    url: `${url}?key=[redacted]&note=$HOME`,
    headers: { 'user-agent': 'patchbay/1', 'patchbay-loop': 'mark', 'accept-encoding': 'br' },
    body: { image: 'http://hub/images/a?signature=[redacted]', hostile },
  };
  const variables = ['PATCHBAY_URL_SECRET=abc', 'PATCHBAY_BODY_SECRET=def'];
  expect(await run(request, {}, variables)).toMatchObject({ status: 0, errors: '' });
  expect(arrived.url).toBe('/predict?key=abc&note=$HOME');
  expect(arrived.body).toEqual({ image: 'http://hub/images/a?signature=def', hostile });
  expect(arrived.headers).not.toHaveProperty('patchbay-loop');
  expect(arrived.headers['user-agent']).not.toBe('patchbay/1');
});
