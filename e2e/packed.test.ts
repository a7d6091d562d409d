import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HubProcess, startHubOf, stopHub } from './hub-process.ts';
import { installPacked, type PackedInstallation } from './packed-installation.ts';
import { runPatchbayOf } from './patchbay-command.ts';

/** What strangers do with the two packages, in a folder that knows nothing of the workspace. */

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);
const readme = readFileSync(join(root, 'packages/model-kit/README.md'), 'utf8');
const [, textModel = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];

const imageModel = `
import { defineModel, reportFailure, serveModel } from '@patchbay/model-kit';

const frame = defineModel({
  name: 'Framer',
  description: 'Draws a box around the whole of an image.',
  dataRowTypes: ['image'],
  ontology: { tools: [{ kind: 'bounding_box', name: 'Frame' }] },
  predict({ size }) {
    if (size.width === 0) return reportFailure('There is nothing to frame.');
    return [{ kind: 'bounding_box', class: 'Frame', box: { x: 0, y: 0, ...size }, confidence: 1 }];
  },
});

const server = await serveModel(frame, { protocols: ['foundry', 'v7'] });
console.log(server.url);
`;

/** What `patchbay demo` does first; all of it takes a minute, and is tested in the workspace. */
const readOnePicture = `
import { readFileSync } from 'node:fs';
const demo = './node_modules/@patchbay/cli/dist/packages/cli/src/demo/';
const { demoDatasets } = await import(demo + 'demo-datasets.js');
const { startDemoModels } = await import(demo + 'demo-models.js');
readFileSync(demoDatasets.texts.path);
const base64 = readFileSync(demoDatasets.labels.path + '/label-01.jpg', 'base64');
const models = await startDemoModels();
const address = models.list[0].newModel.connection.url;
const body = JSON.stringify({ image: { base64 } });
const response = await fetch(address + '/infer', { method: 'POST', body });
const { results } = await response.json();
await models.stop();
const read = results.map(({ text }) => text?.text);
console.log(JSON.stringify({ labels: demoDatasets.labels.path, read }));
`;

let installation: PackedInstallation;
let hub: HubProcess | undefined;
const models: ChildProcess[] = [];
/** Addresses of the two models. */
const urls = { text: '', image: '' };

const patchbay = (...words: string[]) =>
  runPatchbayOf(installation.patchbay, join(installation.folder, 'data'), ...words);

/** Runs a command that is to succeed, and returns what it printed. */
async function patchbayDone(...words: string[]): Promise<string> {
  const { status, output } = await patchbay(...words);
  expect({ words, status, output }).toMatchObject({ status: 0 });
  return output;
}

/** Writes a program into the folder and starts it there; it prints its address. */
async function startProgram(file: string, code: string): Promise<string> {
  await writeFile(join(installation.folder, file), code);
  const child = spawn(process.execPath, [file], {
    cwd: installation.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  models.push(child);
  const [printed] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`${file} ended before it had an address.`);
    }),
  ]);
  return String(printed).trim();
}

beforeAll(async () => {
  installation = await installPacked();
});

afterAll(async () => {
  if (hub) await stopHub(hub);
  for (const model of models) model.kill();
  await installation?.remove();
});

test.for(['model-kit', 'cli'])('%s holds what is built, its licence and its README', (name) => {
  const folder = join(installation.folder, 'node_modules/@patchbay', name);
  const files = globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  const source = /(?<!\.d)\.tsx?$|\.test\.|\/testing\/|\/fixtures\//;
  expect(files.filter((file) => source.test(file))).toEqual([]);
  const outside = files.filter((file) => !file.startsWith('dist/'));
  expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
});

test('a model in TypeScript and one in JavaScript are started as they are', async () => {
  urls.text = await startProgram('shouting.ts', textModel.replace('port: 7420', 'port: 0'));
  urls.image = await startProgram('frame.js', imageModel);
  expect(urls).toEqual({
    text: expect.stringMatching(/^http:\/\/127/),
    image: expect.stringMatching(/^http:\/\/127/),
  });
  const health = await fetch(`${urls.image}/health`);
  expect(await health.json()).toMatchObject({ model: 'Framer', protocols: ['foundry', 'v7'] });
});

test('both have types, down to the last declaration, and a mistake is found by them', async () => {
  const mistaken = imageModel.replace('size.width', 'size.breadth');
  await writeFile(join(installation.folder, 'mistaken.js'), mistaken);
  const configuration = {
    compilerOptions: {
      ...{ module: 'nodenext', target: 'es2024', strict: true, skipLibCheck: false },
      ...{ allowJs: true, checkJs: true, noEmit: true },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    },
    include: ['*.ts', '*.js'],
  };
  await writeFile(join(installation.folder, 'tsconfig.json'), JSON.stringify(configuration));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const checked = run(process.execPath, [compiler, '-p', '.'], { cwd: installation.folder });
  const { stdout } = await checked.catch((error: { stdout: string }) => error);
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^mistaken\.js.*Property 'breadth' does not exist/),
  ]);
});

test('the command says its version, and an old Node is told what is needed', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
  const { stdout } = await run(installation.patchbay, ['--version']);
  expect(stdout.trim()).toBe(version);
  const old = join(installation.folder, 'old-node.cjs');
  const versions = "{ value: { ...process.versions, node: '20.20.2' } }";
  await writeFile(old, `Object.defineProperty(process, 'versions', ${versions});`);
  const started = run(process.execPath, ['--require', old, installation.patchbay, '--version']);
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('needs Node 24 or newer; this is Node 20.20.2'),
  });
});

test.for([
  ['foundry', 'image', '/predict'],
  ['v7', 'image', ''],
  ['foundry', 'text', '/predict'],
  ['openai-chat', 'text', '/v1'],
] as const)('the packed check passes %s, asked about %s', async ([protocol, type, path]) => {
  const words = [
    ...['check', urls[type] + path, '--protocol', protocol],
    ...(type === 'text' ? ['--bearer', 'sesame'] : []),
    ...(protocol === 'foundry' ? ['--input', type] : []),
    ...(protocol === 'openai-chat' ? ['--set', 'model=shouting'] : []),
  ];
  const { status, output } = await patchbay(...words);
  expect(output).not.toContain('✗');
  expect(status).toBe(0);
});

test('the packed check reads an answer of more than 2 MB, which it does on a thread', async () => {
  const crowd = imageModel
    .replaceAll("'Frame'", `'${'Frame'.repeat(50)}'`)
    .replace(/return \[(\{ kind.*\})\];/, 'return Array.from({ length: 5000 }, () => ($1));');
  const url = await startProgram('crowd.js', crowd);
  const { status, output } = await patchbay('check', url, '--protocol', 'v7', '--quick', '--json');
  expect(output).toContain('answered with 5000 annotations');
  expect(status).toBe(0);
});

test('the packed hub serves its page and its documentation', async () => {
  const allowed = Object.values(urls).map((url) => new URL(url).host);
  hub = await startHubOf(installation.patchbay, join(installation.folder, 'data'), {
    PATCHBAY_EGRESS_ALLOW: allowed.join(','),
    PATCHBAY_LOG_LEVEL: 'error',
  });
  const read = async (path: string) => (await fetch(hub?.url + path)).text();
  const page = await read('/');
  const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  expect((await read(script)).length).toBeGreaterThan(100_000);
  expect(await read('/docs')).toContain('/docs/viewer/swagger-ui-bundle.js');
  expect((await read('/docs/viewer/swagger-ui-bundle.js')).length).toBeGreaterThan(100_000);
});

test('texts are imported, run through the model, and exported with what it found', async () => {
  const { folder } = installation;
  const manifest = await fetch(`${urls.text}/model.yaml`, {
    headers: { authorization: 'Bearer sesame' },
  });
  await writeFile(join(folder, 'model.yaml'), `${await manifest.text()}secrets: sesame\n`);
  await writeFile(
    join(folder, 'texts.txt'),
    '👋 HARBOUR, then LONDON, WITH a view\nnothing here\n',
  );
  const texts = join(folder, 'texts.txt');
  const found = join(folder, 'found.jsonl');
  await patchbayDone('model', 'add', join(folder, 'model.yaml'));
  await patchbayDone('dataset', 'import', texts, '--format', 'text-lines');
  const output = await patchbayDone('run', 'start', '--model', 'Shouting', '--dataset', 'texts');
  const [run = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(output) ?? [];
  await patchbayDone('export', run, '--format', 'jsonl', '--output', found);
  const lines = readFileSync(found, 'utf8').trim().split('\n');
  const predictions = lines.map((line) => JSON.parse(line).annotations);
  const entity = { kind: 'entity', class: 'Capitals', confidence: 1 };
  expect(predictions).toEqual([
    [
      { ...entity, text: 'HARBOUR', start: 2, end: 9 },
      { ...entity, text: 'LONDON', start: 16, end: 22 },
      { ...entity, text: 'WITH', start: 24, end: 28 },
      { kind: 'radio', class: 'shouts', option: 'yes', confidence: null },
    ],
    [{ kind: 'radio', class: 'shouts', option: 'no', confidence: null }],
  ]);
});

test('the packed demo has its models and its data: a code is read in one of its pictures', async () => {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', readOnePicture],
    {
      cwd: installation.folder,
    },
  );
  expect(JSON.parse(stdout)).toEqual({
    labels: expect.stringContaining('node_modules/@patchbay/cli/dist/examples/datasets/labels'),
    read: expect.arrayContaining(['BFX472253891572']),
  });
});
