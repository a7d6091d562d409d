import { expect, test } from 'vitest';
import { runInProcess } from './testing/run-in-process.ts';

test('help names every command, the environment and the exit statuses', async () => {
  const { status, stdout } = await runInProcess(['--help']);
  expect(status).toBe(0);
  for (const word of ['serve', 'demo', 'check', 'model', 'dataset', 'run', 'export', '--json']) {
    expect(stdout).toContain(word);
  }
  expect(stdout).toContain('PATCHBAY_URL');
  expect(stdout).toContain('Exit status: 0 done');
});

test('a misspelt command is refused with the one that was meant', async () => {
  const { status, stderr, stdout } = await runInProcess(['modl', 'list']);
  expect(status).toBe(1);
  expect(stderr).toContain("unknown command 'modl' (Did you mean model?)");
  expect(stdout).toBe('');
});

test('a misspelt option is refused with the one that was meant', async () => {
  const { status, stderr } = await runInProcess(['run', 'list', '--limt', '3']);
  expect(status).toBe(1);
  expect(stderr).toContain("unknown option '--limt' (Did you mean --limit?)");
});

test('a missing option and a wrong choice are named', async () => {
  const missing = await runInProcess(['run', 'start', '--model', 'm']);
  expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('--dataset') });
  const choice = await runInProcess(['export', 'x', '--format', 'xml']);
  expect(choice).toMatchObject({ status: 1, stderr: expect.stringContaining('coco-results') });
  const port = await runInProcess(['serve', '--port', '99999']);
  expect(port).toMatchObject({ status: 1, stderr: expect.stringContaining('0 to 65535') });
});

test('a group without a command shows its help', async () => {
  const { status, stderr } = await runInProcess(['model']);
  expect(status).toBe(1);
  expect(stderr).toContain('register a model');
});

test('the version is told, as JSON where that is wanted', async () => {
  const told = await runInProcess(['--version']);
  expect(told).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const json = await runInProcess(['--version', '--json']);
  expect(JSON.parse(json.stdout)).toEqual({ version: told.stdout.trim() });
});

test('with --json a usage error, too, is one JSON document on standard output', async () => {
  const { status, stdout, stderr } = await runInProcess(['run', 'begin', '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'INPUT_INVALID' });
  expect(stderr).toBe('');
});

test('with --json, too, nothing asked for is an error on standard output', async () => {
  for (const words of [['--json'], ['model', '--json']]) {
    const { status, stdout } = await runInProcess(words);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).error.message).toBe('it has no command');
  }
});
