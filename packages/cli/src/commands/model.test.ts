import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpServer } from '@patchbay/model-kit/http-server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';
import { serveWordModel, wordModelToken } from '../testing/word-model.ts';

let hub: TestHub;
let model: HttpServer;
beforeAll(async () => {
  [hub, model] = await Promise.all([startTestHub(), serveWordModel()]);
}, 60_000);
afterAll(() => Promise.all([hub.stop(), model.close()]), 60_000);

const ontology = 'tools: [{ kind: entity, name: Word }]\n';

test('a model is registered from options, listed, shown and removed', async () => {
  const file = await writeInput('ontology.yaml', ontology);
  const secret = await writeInput('token', `${wordModelToken}\n`);
  const added = await addWordModel('words', '--ontology', file, '--bearer', `@${secret}`);
  expect(added.stderr).toBe('');
  expect(added.status).toBe(0);
  expect(added.stdout).toContain('Word (entity)');
  expect(added.stdout).not.toContain(wordModelToken);

  const list = await hub.patchbay('model', 'list');
  expect(list.stdout).toMatch(/words +foundry +1 /);
  const shown = await hub.patchbay('model', 'show', 'words', '--json');
  const { credentials } = JSON.parse(shown.stdout);
  expect(credentials).toMatchObject({ kinds: ['bearer'] });
  expect(shown.stdout).not.toContain(wordModelToken);
  const printed = await hub.patchbay('model', 'show', 'words');
  expect(printed.stdout).toMatch(
    new RegExp(`bearer · fingerprint ${credentials.fingerprint}, since \\d{4}-\\d\\d-\\d\\d`),
  );

  expect(await hub.patchbay('model', 'remove', 'words')).toMatchObject({ status: 0 });
  const gone = await hub.patchbay('model', 'show', 'words');
  expect(gone).toMatchObject({ status: 1, stderr: expect.stringContaining('INPUT_NOT_FOUND') });
});

test('a model is registered from its manifest, under another name and with limits', async () => {
  const manifest = await writeInput('model.yaml', manifestOf(model.url));
  const words = ['--name', 'from-manifest', '--requests-per-second', '0.5', '--json'];
  const { status, stdout } = await hub.patchbay('model', 'add', manifest, ...words);
  expect(JSON.parse(stdout)).toMatchObject({
    model: { name: 'from-manifest', limits: { requestsPerSecond: 0.5 } },
  });
  expect(status).toBe(0);
});

test('what a model takes and its parameters are given with it', async () => {
  const schema = await writeInput(
    'parameters.yaml',
    'type: object\nproperties: { minimum: { type: number } }\n',
  );
  const words = ['--parameters-schema', schema, '--input', 'text', '--json'];
  const { stdout } = await addWordModel('with-parameters', ...words);
  expect(JSON.parse(stdout).model.revision).toMatchObject({
    dataRowTypes: ['text'],
    parametersSchema: { properties: { minimum: { type: 'number' } } },
  });
});

test('a model is revised by options and by its manifest, and keeps its name', async () => {
  await addWordModel('to-revise');
  const file = await writeInput('more.yaml', 'tools: [{ kind: entity, name: Phrase }]\n');
  const words = ['--ontology', file, '--set', 'maxTokens=90', '--concurrency', '3', '--json'];
  const revised = await hub.patchbay('model', 'revise', 'to-revise', ...words);
  expect(JSON.parse(revised.stdout)).toMatchObject({
    revised: true,
    model: {
      limits: { concurrency: 3 },
      revision: {
        number: 2,
        connection: { url: `${model.url}/predict`, maxTokens: 90 },
        ontology: { tools: [{ name: 'Phrase' }] },
      },
    },
  });
  const manifest = await writeInput('revised.yaml', manifestOf(model.url));
  const again = await hub.patchbay('model', 'revise', 'to-revise', manifest);
  expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('to-revise') });
  const same = await hub.patchbay('model', 'revise', 'to-revise', manifest);
  expect(same.stdout).toContain('no new revision');
  const both = await hub.patchbay('model', 'revise', 'to-revise', manifest, '--url', model.url);
  expect(both).toMatchObject({ status: 1, stderr: expect.stringContaining('--url') });
});

test('a model goes to another address with its credentials given again, or with none', async () => {
  const secret = await writeInput('moving-token', 'a secret of its own\n');
  await addWordModel('moving', '--bearer', `@${secret}`);
  const elsewhere = ['model', 'revise', 'moving', '--url', 'http://127.0.0.1:9/predict'];
  const refused = await hub.patchbay(...elsewhere);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('INPUT_CREDENTIALS_NEEDED');
  const both = await hub.patchbay(...elsewhere, '--no-credentials', '--bearer', `@${secret}`);
  expect(both.stderr).toContain('--no-credentials cannot stand beside credentials');
  const without = await hub.patchbay(...elsewhere, '--no-credentials', '--json');
  expect(JSON.parse(without.stdout).model.credentials.kinds).toEqual([]);
  const url = `${model.url}/predict`;
  const back = ['model', 'revise', 'moving', '--url', url, '--bearer', `@${secret}`, '--json'];
  const again = await hub.patchbay(...back);
  expect(JSON.parse(again.stdout).model.credentials.kinds).toEqual(['bearer']);
});

test('an unknown model is told with the ones that there are', async () => {
  await addWordModel('known');
  const { status, stderr } = await hub.patchbay('model', 'show', 'unknwon');
  expect(status).toBe(1);
  expect(stderr).toMatch(/there is no model "unknwon"; there are: .*known/);
});

test('a broken manifest is refused with its line', async () => {
  const manifest = await writeInput('broken.yaml', 'name: words\n  inference_endpoint: x\n');
  const { status, stderr } = await hub.patchbay('model', 'add', manifest);
  expect(status).toBe(1);
  expect(stderr).toContain('MANIFEST_INVALID');
  expect(stderr).toMatch(/Line 2, column 3/);
});

test('an unknown protocol is refused with the known ones', async () => {
  const words = ['--name', 'x', '--protocol', 'v8', '--url', model.url];
  const { status, stderr } = await hub.patchbay('model', 'add', ...words);
  expect(status).toBe(1);
  expect(stderr).toContain('INPUT_PROTOCOL_UNKNOWN');
  expect(stderr).toContain('openai-chat');
});

test('an address that the hub may not call is refused with the way to allow it', async () => {
  const words = ['--name', 'x', '--protocol', 'foundry', '--url', 'http://10.0.0.1/predict'];
  const { status, stderr } = await hub.patchbay('model', 'add', ...words);
  expect(status).toBe(1);
  expect(stderr).toContain('PATCHBAY_EGRESS_ALLOW=10.0.0.1:80');
});

test('a name that is taken is refused', async () => {
  await addWordModel('taken');
  const { status, stderr } = await addWordModel('taken');
  expect(status).toBe(1);
  expect(stderr).toContain('INPUT_NAME_TAKEN');
});

test.each([
  ['nothing at all', [], '--name and --protocol and --url missing'],
  ['a manifest that is not there', ['no.yaml'], 'no.yaml'],
  ['a manifest beside an address', ['m.yaml', '--url', 'http://h'], 'cannot stand beside'],
  ['an input that there is not', ['--input', 'smell'], 'Allowed choices are image, text'],
  ['a limit that is no number', ['m.yaml', '--concurrency', 'many'], 'whole number'],
])('%s is refused', async (_, words, part) => {
  const { status, stderr } = await hub.patchbay('model', 'add', ...words);
  expect(status).toBe(1);
  expect(stderr).toContain(part);
});

test('an ontology that is none is refused with the place', async () => {
  const file = await writeInput('bad.yaml', 'tools: [{ kind: hexagon, name: Word }]\n');
  const { status, stderr } = await addWordModel('bad', '--ontology', file);
  expect(status).toBe(1);
  expect(stderr).toContain('tools.0.kind');
});

function addWordModel(name: string, ...words: string[]) {
  const url = `${model.url}/predict`;
  const always = ['--name', name, '--protocol', 'foundry', '--url', url];
  return hub.patchbay('model', 'add', ...always, ...words);
}

async function writeInput(name: string, content: string): Promise<string> {
  const path = join(hub.folder, name);
  await writeFile(path, content);
  return path;
}

function manifestOf(url: string): string {
  return [
    'name: words',
    `inference_endpoint: ${url}/predict`,
    'requests_per_second: 10',
    'description: Marks the first word of a text.',
    'readme: |',
    '  # Words',
    'allowed_asset_types: [text]',
    'allowed_feature_kinds: [text]',
    'ontology:',
    '  media_type: TEXT',
    '  tools:',
    '    - tool: named-entity',
    '      name: Word',
    '  classifications: []',
    '',
  ].join('\n');
}
