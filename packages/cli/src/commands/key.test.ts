import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/run-in-process.ts';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 60_000);
afterAll(() => hub.stop(), 60_000);

const create = (...words: string[]) => hub.patchbay('key', 'create', ...words);

/** Runs a command with another key than that of the operator. */
const runWith = (key: string, ...words: string[]) =>
  runInProcess(words, { PATCHBAY_URL: hub.url, PATCHBAY_API_KEY: key });

describe('patchbay key', () => {
  test('makes a key that works for its scopes alone, lists it and revokes it', async () => {
    const words = ['--name', 'ci', '--scope', 'models:read', '--scope', 'runs:read'];
    const made = await create(...words, '--expires', '7d');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    const [key = ''] = made.stdout.split('\n');
    expect(key).toMatch(/^pb_[a-zA-Z]{64}$/);
    expect(made.stdout).toContain('"ci" may models:read, runs:read; expires on 20');

    expect((await runWith(key, 'model', 'list')).status).toBe(0);
    const refused = await runWith(key, 'dataset', 'list');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('datasets:read') });

    const listed = await hub.patchbay('key', 'list');
    expect(listed.stdout).toMatch(/ci +pb_\w{5} +active +20\S+ +20\S+ \S+ +models:read runs:read/);
    expect(listed.stdout).toMatch(/Operator: file api-key on .* never .* all/);
    expect(listed.stdout).not.toContain(key);

    expect(await hub.patchbay('key', 'revoke', 'ci')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('ci  revoked'),
    });
    const gone = await runWith(key, 'model', 'list');
    expect(gone).toMatchObject({ status: 1, stderr: expect.stringContaining('was revoked') });
    expect((await hub.patchbay('key', 'list')).stdout).toMatch(/ci +pb_\w{5} +revoked/);
  });

  test('gives results as JSON, and keys that never expire', async () => {
    const { stdout } = await create(
      '--name',
      'j',
      '--scope',
      'runs:read',
      '--expires',
      'never',
      '--json',
    );
    const { key, apiKey } = JSON.parse(stdout);
    expect(key).toMatch(/^pb_/);
    expect(apiKey).toMatchObject({ name: 'j', scopes: ['runs:read'], expiresAt: null });
    const revoked = await hub.patchbay('key', 'revoke', apiKey.id, '--json');
    expect(JSON.parse(revoked.stdout)).toEqual({ revoked: { id: apiKey.id, name: 'j' } });
  });

  test('of two keys of a name, asks which is meant; of an unknown one, says which there are', async () => {
    for (const _ of [1, 2]) await create('--name', 'twin', '--scope', 'runs:read');
    const { status, stderr } = await hub.patchbay('key', 'revoke', 'twin');
    expect([status, stderr]).toEqual([1, expect.stringContaining('there are 2 keys "twin"')]);
    const unknown = await hub.patchbay('key', 'revoke', 'nothing');
    expect(unknown.stderr).toContain('there are: twin, Operator');
  });

  test('cannot give what the key that asks may not do', async () => {
    const maker = await create('--name', 'maker', '--scope', 'keys:write', 'models:read');
    const [key = ''] = maker.stdout.split('\n');
    const words = ['key', 'create', '--name', 'x', '--scope', 'settings:write'];
    const { status, stderr } = await runWith(key, ...words);
    expect([status, stderr]).toEqual([1, expect.stringContaining('you may not: settings:write')]);
  });

  test.each([
    [['--name', 'x'], '--scope'],
    [['--scope', 'runs:read'], '--name'],
    [['--name', 'x', '--scope', 'runs:delete'], 'Allowed choices are protocols:read'],
    [['--name', 'x', '--scope', 'runs:read', '--expires', 'soon'], 'or never'],
    [['--name', 'x', '--scope', 'runs:read', '--expires', '0d'], 'from 1d to 3650d'],
    [['--name', ' ', '--scope', 'runs:read'], 'INPUT_INVALID'],
  ])('is refused for %j', async (words, part) => {
    const { status, stderr } = await create(...words);
    expect([status, stderr]).toEqual([1, expect.stringContaining(part)]);
  });
});

describe('patchbay audit', () => {
  test('shows who changed what, newest first, and only what is asked for', async () => {
    await create('--name', 'seen', '--scope', 'runs:read');
    const { stdout } = await hub.patchbay('audit', '--action', 'key:created', '--limit', '1');
    expect(stdout).toMatch(
      /Operator: .* \(key\) +key:created +127\.0\.0\.1 +seen +scopes: \["runs:read"\]/,
    );
    const { stdout: json } = await hub.patchbay('audit', '--actor', 'hub', '--json');
    expect(JSON.parse(json)).toMatchObject([{ action: 'key:created', actor: { kind: 'hub' } }]);
    const none = await hub.patchbay('audit', '--action', 'nothing');
    expect(none.stdout).toContain('Nothing is written down');
  });

  test('is exported to a file, and to standard output', async () => {
    const file = join(hub.folder, 'audit.csv');
    const words = ['--export', 'csv', '--spreadsheet-safe', '--output', file];
    expect(await hub.patchbay('audit', ...words)).toMatchObject({ status: 0 });
    expect(await readFile(file, 'utf8')).toContain(',key:created,');
    const { stdout } = await hub.patchbay('audit', '--export', 'jsonl', '--action', 'key');
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ action: 'key:created' });
  });

  test.each([
    [['--actor', 'me'], 'must be user:<id>'],
    [['--from', 'yesterday'], 'a day such as'],
    [['--output', 'x'], '--output belongs to an export'],
    [['--export', 'xml'], 'Allowed choices are jsonl, csv'],
    [['--export', 'jsonl', '--spreadsheet-safe'], 'belongs to format=csv alone'],
  ])('is refused for %j', async (words, part) => {
    const { status, stderr } = await hub.patchbay('audit', ...words);
    expect([status, stderr]).toEqual([1, expect.stringContaining(part)]);
  });
});
