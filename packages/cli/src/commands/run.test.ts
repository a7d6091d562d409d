import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpServer } from '@patchbay/model-kit/http-server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHubClient } from '../api/client.ts';
import { findHub } from '../api/hub-address.ts';
import { runCommand } from '../testing/run-command.ts';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';
import { serveWordModel, wordModelToken } from '../testing/word-model.ts';

let hub: TestHub;
let model: HttpServer;
beforeAll(async () => {
  [hub, model] = await Promise.all([startTestHub(), serveWordModel()]);
  const ontology = join(hub.folder, 'ontology.yaml');
  await writeFile(ontology, 'tools: [{ kind: entity, name: Word }]\n');
  const url = `${model.url}/predict`;
  const always = ['model', 'add', '--protocol', 'foundry', '--url', url, '--ontology', ontology];
  const added = await hub.patchbay(...always, '--name', 'words', '--bearer', wordModelToken);
  if (added.status !== 0) throw new Error(added.stderr);
  await importLines('good', 'Hello there\nGoodbye\n');
  await importLines('slow', 'Wait a while\n');
  await importLines('mixed', 'Hello there\nFail please\nGoodbye\n');
}, 60_000);
afterAll(() => Promise.all([hub.stop(), model.close()]), 60_000);

test('a run shows its progress, then what was found', async () => {
  const { status, stdout, stderr } = await start('words', 'good');
  expect(stderr).toContain('2 of 2');
  expect(stdout).toContain('2 items succeeded');
  expect(stdout).toMatch(/2 annotations\n +Word +2 × entity/);
  expect(status).toBe(0);
});

test('failed items are told with code and remedy, and the status is 2', async () => {
  const { status, stdout } = await start('words', 'mixed');
  expect(status).toBe(2);
  expect(stdout).toContain('2 items succeeded · 1 failed');
  expect(stdout).toContain('MODEL_REQUEST_REJECTED');
  expect(stdout).toContain('This text says that it is to fail.');
  const id = /patchbay run retry (\S+)/.exec(stdout)?.[1] ?? '';
  const retried = await hub.patchbay('run', 'retry', id, '--code', 'MODEL_REQUEST_REJECTED');
  expect(retried).toMatchObject({ status: 2, stdout: expect.stringContaining('1 failed') });
});

test('what failed is told, ignored, taken back, and decoded again without a call', async () => {
  const { id } = JSON.parse((await start('words', 'mixed', '--json')).stdout);
  const failures = await hub.patchbay('run', 'failures', id);
  expect(failures.stdout).toContain('MODEL_REQUEST_REJECTED');
  const item = /^ {2}([0-9a-f-]{36}) /m.exec(failures.stdout)?.[1] ?? '';
  const shown = await hub.patchbay('run', 'item', item);
  expect(shown.stdout).toMatch(/attempt 1 · took \d+ ms · status 4\d\d/);
  const ignored = await hub.patchbay('run', 'ignore', id, '--item', item);
  expect(ignored).toMatchObject({ status: 0, stdout: expect.stringContaining('1 ignored') });
  const undone = await hub.patchbay('run', 'ignore', id, '--undo');
  expect(undone.stdout).toContain('1 failed');
  const decoded = await hub.patchbay('run', 'decode-again', id);
  expect(decoded.stdout).toContain('3 read · 2 decoded');
  expect(decoded.stdout).toContain('1 × RUN_ANSWER_MISSING');
});

test('with --json standard output is the run with its summary', async () => {
  const { stdout } = await start('words', 'good', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'completed',
    counts: { succeeded: 2, failed: 0 },
    summary: { annotations: 2 },
  });
});

test('a run uses results of earlier runs again where it is asked to, and says of how many items', async () => {
  await start('words', 'good');
  const again = await start('words', 'good', '--reuse-results');
  expect(again).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('2 results of earlier runs used again, without a call'),
  });
  expect((await start('words', 'good')).stdout).not.toContain('used again');
});

test('a run can be over a sample, or over what has no result yet', async () => {
  const sampled = await start('words', 'mixed', '--sample', '1', '--seed', '7', '--json');
  expect(JSON.parse(sampled.stdout)).toMatchObject({
    counts: { total: 1 },
    selection: { sample: 1, seed: 7 },
  });
  const rest = await start('words', 'good', '--only-new', '--json');
  expect(JSON.parse(rest.stdout)).toMatchObject({ selection: { withoutResult: true } });
  expect((await start('words', 'good', '--only-new', '--sample', '1')).stderr).toContain(
    '--sample and --only-new cannot be combined',
  );
  expect((await start('words', 'good', '--seed', '1')).stderr).toContain(
    '--seed goes with --sample',
  );
});

test('a run that is not waited for can be followed later', async () => {
  const { stdout } = await start('words', 'good', '--no-wait', '--json');
  const { id } = JSON.parse(stdout);
  const followed = await hub.patchbay('run', 'status', id, '--wait');
  expect(followed).toMatchObject({ status: 0, stdout: expect.stringContaining('completed') });
  const { stdout: list } = await hub.patchbay('run', 'list');
  expect(list).toContain(id);
});

test('a run that ended cannot be cancelled', async () => {
  const { stdout } = await start('words', 'good', '--json');
  const { status, stderr } = await hub.patchbay('run', 'cancel', JSON.parse(stdout).id);
  expect(status).toBe(1);
  expect(stderr).toContain('RUN_STATE_CONFLICT');
});

test('an export goes to standard output, or whole to a file', async () => {
  const { stdout } = await start('words', 'good', '--json');
  const { id } = JSON.parse(stdout);
  const lines = (await hub.patchbay('export', id)).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ annotations: [{ class: 'Word' }] });

  const file = join(hub.folder, 'predictions.jsonl');
  const written = await hub.patchbay('export', id, '--output', file);
  expect(written.status).toBe(0);
  expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toEqual(lines);
  expect((await readdir(hub.folder)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('an export to CSV is raw unless it is made for spreadsheets, and says so (fault F8)', async () => {
  const { stdout } = await start('words', 'good', '--json');
  const { id } = JSON.parse(stdout);
  const raw = await hub.patchbay('export', id, '--format', 'csv');
  expect(raw).toMatchObject({ status: 0, stderr: expect.stringContaining('--spreadsheet-safe') });
  expect(raw.stdout.split('\r\n')[1]).toMatch(/^good.txt:1,Word,entity,/);
  const file = join(hub.folder, 'predictions.csv');
  const safe = ['--format', 'csv', '--spreadsheet-safe', '--output', file];
  expect(await hub.patchbay('export', id, ...safe)).toMatchObject({ status: 0, stderr: '' });
  expect(await readFile(file, 'utf8')).toMatch(/^\uFEFFglobal_key,/);
  const none = await hub.patchbay('export', id, '--class', 'Other', '--minimum-confidence', '0.5');
  expect(none).toMatchObject({ status: 0, stdout: '' });
  const wrong = await hub.patchbay('export', id, '--spreadsheet-safe');
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('format=csv alone') });
});

test('the items of a run are listed by state, code, class and words', async () => {
  const { stdout } = await start('words', 'mixed', '--json');
  const { id } = JSON.parse(stdout);
  const failed = await hub.patchbay('run', 'items', id, '--state', 'failed');
  expect(failed.status).toBe(0);
  expect(failed.stdout).toMatch(/ITEM +GLOBAL KEY +STATE +CODE\n\S+ +mixed.txt:2 +failed +MODEL_/);
  const found = await hub.patchbay('run', 'items', id, '--class', 'Word', '--json');
  expect(JSON.parse(found.stdout)).toHaveLength(2);
  const one = await hub.patchbay('run', 'items', id, '--class', 'Word', '--limit', '1', '--json');
  expect(JSON.parse(one.stdout)).toHaveLength(1);
  const said = await hub.patchbay('run', 'items', id, '--text', 'goodbye');
  expect(said.stdout).toMatch(/mixed.txt:3 +succeeded/);
  const none = await hub.patchbay('run', 'items', id, '--code', 'MODEL_TIMEOUT');
  expect(none.stdout).toBe('No item of the run is like this.\n');
  const wrong = await hub.patchbay('run', 'items', id, '--code', 'MODEL_SLOW');
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('code of an error') });
  const far = await hub.patchbay('run', 'items', id, '--minimum-confidence', '2');
  expect(far).toMatchObject({ status: 1, stderr: expect.stringContaining('0 to 1') });
});

test('an export of no run, and one to nowhere, leave nothing behind', async () => {
  const id = '01981d6e-7a4b-7000-8000-000000000001';
  const file = join(hub.folder, 'none.jsonl');
  const none = await hub.patchbay('export', id, '--output', file);
  expect(none).toMatchObject({ status: 1, stderr: expect.stringContaining('INPUT_NOT_FOUND') });
  const { stdout } = await start('words', 'good', '--json');
  const nowhere = join(hub.folder, 'no', 'folder.jsonl');
  const unwritable = await hub.patchbay('export', JSON.parse(stdout).id, '--output', nowhere);
  expect(unwritable).toMatchObject({ status: 1, stderr: expect.stringContaining(nowhere) });
  expect(await readdir(hub.folder)).not.toContain('none.jsonl');
});

test.each([
  ['an unknown model', ['--model', 'wrods', '--dataset', 'good'], 'there is no model "wrods"'],
  ['an unknown dataset', ['--model', 'words', '--dataset', 'god'], 'there is no dataset "god"'],
  [
    'a parameter without a value',
    ['--model', 'words', '--dataset', 'good', '--param', 'x'],
    'x has no key',
  ],
])('%s is refused', async (_, words, part) => {
  const { status, stderr } = await hub.patchbay('run', 'start', ...words);
  expect(status).toBe(1);
  expect(stderr).toContain(part);
});

test('an empty dataset is refused', async () => {
  const hubClient = createHubClient(await findHub({ PATCHBAY_DATA: join(hub.folder, 'data') }));
  await hubClient.datasets.create({ name: 'empty' });
  const { status, stderr } = await start('words', 'empty');
  expect(status).toBe(1);
  expect(stderr).toContain('INPUT_DATASET_EMPTY');
});

test('Ctrl-C leaves the run going, and says how to see and cancel it', async () => {
  const environment = { PATCHBAY_DATA: join(hub.folder, 'data') };
  const words = ['run', 'start', '--model', 'words', '--dataset', 'slow'];
  const { status, stderr } = await runCommand(words, environment, { interruptAfter: '0 of 1' });
  expect(status).toBe(130);
  const id = /patchbay run cancel (\S+)/.exec(stderr)?.[1] ?? '';
  const cancelled = await hub.patchbay('run', 'cancel', id);
  expect(cancelled).toMatchObject({ status: 0, stdout: expect.stringContaining('cancelled') });
});

test('an id that is none is refused', async () => {
  const { status, stderr } = await hub.patchbay('run', 'status', 'yesterday');
  expect(status).toBe(1);
  expect(stderr).toContain('patchbay run list');
});

function start(modelName: string, dataset: string, ...words: string[]) {
  return hub.patchbay('run', 'start', '--model', modelName, '--dataset', dataset, ...words);
}

async function importLines(name: string, lines: string): Promise<void> {
  const file = join(hub.folder, `${name}.txt`);
  await writeFile(file, lines);
  const { status, stderr } = await hub.patchbay(
    'dataset',
    'import',
    file,
    '--format',
    'text-lines',
  );
  if (status !== 0) throw new Error(stderr);
}
