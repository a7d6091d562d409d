import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChaosEndpoint } from './testing/chaos-endpoint.ts';

test('a process that has no more files fails the calls that need one, says so, and goes on (fault N29)', async () => {
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
  expect(count('MODEL_UNREACHABLE')).toBeGreaterThan(5);
  expect(count('succeeds') + count('MODEL_UNREACHABLE')).toBe(100);
  expect(said.words[0]).toContain('this process has too many open files');
  expect(said.next).toBe('succeeds');
});
