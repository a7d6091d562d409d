import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChaosEndpoint } from './testing/chaos-endpoint.ts';
import { describeTransportError } from './transport-problem.ts';

test('a process that has no more files fails the calls that need one, blames no endpoint, and goes on (fault N29)', async () => {
  const chaos = await startChaosEndpoint();
  onTestFinished(() => chaos.close());
  const script = join(import.meta.dirname, 'testing/call-with-few-files.ts');
  const url = chaos.urlOf('right', { latencyMs: 300 });
  // The process needs some for itself, so not all of the calls can have one.
  const command = `ulimit -n 64; exec "${process.execPath}" "${script}" "${url}" 100`;
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [[said], [status]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  expect(status).toBe(0);
  const count = (verdict: string) =>
    said.verdicts.filter((each: string) => each === verdict).length;
  expect(count('succeeds')).toBeGreaterThan(5);
  expect(count('HUB_CONNECTIONS_EXHAUSTED')).toBeGreaterThan(5);
  expect(count('succeeds') + count('HUB_CONNECTIONS_EXHAUSTED')).toBe(100);
  expect(said.words[0]).toContain('this process has no files left to open');
  expect(said.next).toBe('succeeds');
});

test.each([
  ['EMFILE', '127.0.0.1', 'HUB_CONNECTIONS_EXHAUSTED'],
  ['EADDRNOTAVAIL', '203.0.113.7', 'HUB_CONNECTIONS_EXHAUSTED'],
  // A machine without IPv6 says the same of every address of it.
  ['EADDRNOTAVAIL', '2001:db8::7', 'MODEL_UNREACHABLE'],
  ['ECONNREFUSED', '127.0.0.1', 'MODEL_UNREACHABLE'],
])('%s while %s is dialled is told as %s (fault N29)', (code, address, wanted) => {
  const error = Object.assign(new Error(code), { code, address, syscall: 'connect' });
  const problem = describeTransportError(error, new URL('http://model.example.com/'));
  expect(problem.code).toBe(wanted);
});
