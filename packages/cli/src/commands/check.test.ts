import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkReportSchema } from '@patchbay/core/conformance/check-report.ts';
import { ruleIds } from '@patchbay/core/conformance/rules.ts';
import { defineModel } from '@patchbay/model-kit/define-model.ts';
import type { HttpServer } from '@patchbay/model-kit/http-server.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../testing/listen.ts';
import { runCommand } from '../testing/run-command.ts';
import { runInProcess } from '../testing/run-in-process.ts';

const frame = defineModel({
  name: 'frame',
  description: 'Finds the frame of every picture.',
  dataRowTypes: ['image'],
  ontology: { tools: [{ kind: 'bounding_box', name: 'Frame' }] },
  predict: ({ size }) => [
    { kind: 'bounding_box', class: 'Frame', confidence: 0.9, box: { x: 0, y: 0, ...size } },
  ],
});

const photograph = fileURLToPath(
  import.meta.resolve('@patchbay/example-datasets/labels/label-02.jpg'),
);

let server: HttpServer;
let url: string;
beforeAll(async () => {
  server = await serveModel(frame, {
    protocols: ['v7'],
    authentication: { bearer: { token: 'let-me-in' } },
    imageDownloads: { allowPrivateAddresses: true },
    log: () => {},
  });
  url = server.url;
});
afterAll(() => server.close());

test('an endpoint that keeps its contract passes, and it is told what was read', async () => {
  const { status, stdout } = await check('--bearer', 'let-me-in');
  expect(stdout).toContain('1 × Frame (bounding_box)');
  expect(stdout).toContain('✓ Coordinates');
  expect(stdout).toContain('The endpoint is conformant, with no warnings.');
  expect(status).toBe(0);
});

test('with --verbose every rule that was tried is listed with its id', async () => {
  const { stdout } = await check('--bearer', 'let-me-in', '--quick', '--verbose');
  expect(stdout).toContain('✓ Answers are JSON  json-valid');
  expect(stdout).toContain('quick check, 2 calls');
});

test('with --json the report is the one document on standard output, with every rule', async () => {
  const { status, stdout } = await check('--bearer', 'let-me-in', '--json');
  expect(status).toBe(0);
  const report = checkReportSchema.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ protocol: 'v7', depth: 'full', passed: true });
  expect(report.findings.map(({ rule }) => rule)).toEqual([...ruleIds]);
});

test('a token on standard input is not echoed', async () => {
  const words = ['check', url, '--protocol', 'v7', '--quick', '--bearer', '-'];
  const { status, stdout, stderr } = await runCommand(words, {}, { input: 'let-me-in\n' });
  expect(status).toBe(0);
  expect(stdout + stderr).not.toContain('let-me-in');
});

test('refused credentials are told with evidence and remedy, and the status is 2', async () => {
  const { status, stdout } = await check('--quick', '--bearer', 'wrong');
  expect(status).toBe(2);
  expect(stdout).toMatch(/✗ The credentials are accepted {2}access-accepted/);
  expect(stdout).toContain('MODEL_UNAUTHORIZED');
  expect(stdout).toMatch(/sent {2}GET .*\/classes/);
  expect(stdout).toMatch(/came {2}401 application\/json/);
  expect(stdout).toContain('→ Enter the current secret of the model');
  expect(stdout).not.toContain('wrong');
});

test('warnings fail the build where that is asked for, also in the report for build servers', async () => {
  const plain = await listen(async (request, response) => {
    for await (const _ of request);
    const isClasses = request.url === '/classes';
    const body = isClasses
      ? [{ name: 'Frame', type: 'tag' }]
      : { status: 'succeeded', results: [] };
    response.setHeader('content-type', 'text/plain').end(JSON.stringify(body));
  });
  const junit = join(tmpdir(), `patchbay-check-${process.pid}.xml`);
  try {
    const words = ['check', plain.url, '--protocol', 'v7', '--quick'];
    expect((await runInProcess(words)).status).toBe(0);
    const strict = await runInProcess([...words, '--fail-on', 'warning', '--junit', junit]);
    expect(strict.status).toBe(2);
    const xml = await readFile(junit, 'utf8');
    expect(xml).toContain('failures="1"');
    expect(xml).toMatch(/<testcase classname="json" name="json-content-type: [^"]+"><failure/);
  } finally {
    plain.close();
  }
});

test('the pictures of the owner are asked about first, with their true size', async () => {
  const { status, stdout } = await check(
    '--bearer',
    'let-me-in',
    '--quick',
    '--sample',
    photograph,
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/1 annotation for label-02\.jpg \(\d+ × \d+\)/);
});

test('images are served at an address for an endpoint that fetches them', async () => {
  const { status, stdout } = await check(
    ...['--bearer', 'let-me-in', '--set', 'imageDelivery=hub-url'],
    ...['--serve-images', `127.0.0.1:${await findFreePort()}`, '--verbose'],
  );
  expect(stdout).toContain('6 images were fetched.');
  expect(status).toBe(0);
});

test('an address where nothing listens, and a page that is no model, are told apart', async () => {
  const nothing = await runInProcess(['check', 'http://127.0.0.1:1', '--protocol', 'foundry']);
  expect(nothing).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('MODEL_UNREACHABLE'),
  });
  const page = await listen((_, response) => {
    response.setHeader('content-type', 'text/html').end('<p>Log in</p>');
  });
  try {
    const html = await runInProcess(['check', page.url, '--protocol', 'foundry']);
    expect(html).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('MODEL_RESPONSE_NOT_JSON'),
    });
  } finally {
    page.close();
  }
});

test('Ctrl-C ends it at once, without a report', async () => {
  const silent = await listen(() => {});
  try {
    const words = ['check', silent.url, '--protocol', 'v7', '--json'];
    const ended = await runCommand(words, {}, { interruptAfter: 'checking http' });
    expect(ended).toMatchObject({ status: 130, stdout: '' });
    expect(ended.stderr).toContain('The check was stopped.');
  } finally {
    silent.close();
  }
});

test.each([
  ['an unknown protocol', ['http://127.0.0.1:1', '--protocol', 'v8'], 'foundry, v7, openai-chat'],
  ['an address of another kind', ['ftp://host', '--protocol', 'v7'], 'use http: or https:'],
  ['an unknown setting', ['http://h', '--protocol', 'v7', '--set', 'colour=red'], 'colour'],
  ['a missing ontology file', ['http://h', '--protocol', 'v7', '--ontology', 'no.yaml'], 'no.yaml'],
  ['a missing sample', ['http://h', '--protocol', 'v7', '--sample', 'no.png'], 'no.png'],
  [
    'a place without a port',
    ['http://h', '--protocol', 'v7', '--serve-images', 'here'],
    'host:port',
  ],
  ['an unknown severity', ['http://h', '--protocol', 'v7', '--fail-on', 'info'], 'warning'],
])('%s is refused before anything is called', async (_, words, part) => {
  const { status, stderr } = await runInProcess(['check', ...words]);
  expect(status).toBe(1);
  expect(stderr).toContain(part);
});

function check(...words: string[]) {
  return runInProcess(['check', url, '--protocol', 'v7', ...words]);
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
