import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';

test('the server in the README is complete, and does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, code = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const server = spawn(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code.replace('port: 7420', 'port: 0')],
    { cwd: new URL('..', import.meta.url), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void server.kill());
  const [printed] = await once(server.stdout, 'data');
  const response = await fetch(`${String(printed).trim()}/predict`, {
    method: 'POST',
    headers: { authorization: 'Bearer sesame' },
    body: JSON.stringify({
      prompt: [{ role: 'user', parts: [{ text: '📢 SALE of ÜBER hats, NOW' }] }],
      inference_params: { minimum_length: 4 },
    }),
  });
  expect(await response.json()).toEqual({
    Capitals: [
      { start: 2, end: 6, text: 'SALE', score: 1 },
      { start: 10, end: 14, text: 'ÜBER', score: 1 },
    ],
    shouts: 'no',
  });
});
