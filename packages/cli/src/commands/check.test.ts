import { defineModel } from '@patchbay/model-kit/define-model.ts';
import type { HttpServer } from '@patchbay/model-kit/http-server.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../testing/listen.ts';
import { runCommand } from '../testing/run-command.ts';

const frame = defineModel({
  name: 'frame',
  description: 'Finds the frame of every picture.',
  dataRowTypes: ['image'],
  ontology: { tools: [{ kind: 'bounding_box', name: 'Frame' }] },
  predict: ({ size }) => [
    { kind: 'bounding_box', class: 'Frame', confidence: 0.9, box: { x: 0, y: 0, ...size } },
  ],
});

let server: HttpServer;
let url: string;
beforeAll(async () => {
  server = await serveModel(frame, {
    protocols: ['v7'],
    authentication: { bearer: { token: 'let-me-in' } },
    log: () => {},
  });
  url = server.url;
});
afterAll(() => server.close());

test('an endpoint that keeps its contract passes, and it is told what was read', async () => {
  const { status, stdout } = await check('--bearer', 'env:TOKEN');
  expect(stdout).toContain('1 × Frame (bounding_box)');
  expect(stdout).toContain('The endpoint can be used.');
  expect(status).toBe(0);
});

test('a token on standard input is not echoed', async () => {
  const words = ['check', url, '--protocol', 'v7', '--bearer', '-'];
  const { status, stdout, stderr } = await runCommand(words, {}, { input: 'let-me-in\n' });
  expect(status).toBe(0);
  expect(stdout + stderr).not.toContain('let-me-in');
});

test('with --json the report is the one document on standard output', async () => {
  const { status, stdout } = await check('--bearer', 'env:TOKEN', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ protocol: 'v7', passed: true });
});

test('refused credentials are told with the remedy, and the status is 2', async () => {
  const { status, stdout } = await check('--bearer', 'wrong');
  expect(status).toBe(2);
  expect(stdout).toContain('MODEL_UNAUTHORIZED');
  expect(stdout).not.toContain('wrong');
});

test('an address where nothing listens, and a page that is no model, are told apart', async () => {
  const nothing = await runCommand(['check', 'http://127.0.0.1:1', '--protocol', 'foundry']);
  expect(nothing).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('MODEL_UNREACHABLE'),
  });
  const page = await listen((_, response) => {
    response.setHeader('content-type', 'text/html').end('<p>Log in</p>');
  });
  try {
    const html = await runCommand(['check', page.url, '--protocol', 'foundry']);
    expect(html).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('MODEL_RESPONSE_NOT_JSON'),
    });
  } finally {
    page.close();
  }
});

test.each([
  ['an unknown protocol', ['http://127.0.0.1:1', '--protocol', 'v8'], 'foundry, v7, openai-chat'],
  ['an address of another kind', ['ftp://host', '--protocol', 'v7'], 'use http: or https:'],
  ['an unknown setting', ['http://h', '--protocol', 'v7', '--set', 'colour=red'], 'colour'],
  ['a missing ontology file', ['http://h', '--protocol', 'v7', '--ontology', 'no.yaml'], 'no.yaml'],
])('%s is refused before anything is called', async (_, words, part) => {
  const { status, stderr } = await runCommand(['check', ...words]);
  expect(status).toBe(1);
  expect(stderr).toContain(part);
});

function check(...words: string[]) {
  return runCommand(['check', url, '--protocol', 'v7', ...words], { TOKEN: 'let-me-in' });
}
