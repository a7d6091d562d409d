import { expect, onTestFinished, test } from 'vitest';
import { startWorkerHealth } from './worker-health.ts';

async function start(port = 0) {
  const health = await startWorkerHealth({ host: '127.0.0.1', port, workerId: 'one' });
  onTestFinished(() => health.close());
  return health.url;
}

test('a worker says that it lives, and nothing else', async () => {
  const url = await start();
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ alive: true, worker: 'one' });
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  for (const [path, method] of [
    ['/', 'GET'],
    ['/healthz', 'POST'],
    ['/healthz/x', 'GET'],
  ]) {
    expect((await fetch(new URL(path ?? '', url), { method: method ?? '' })).status).toBe(404);
  }
});

test('a port that is taken is told with the setting that names it', async () => {
  const { port } = new URL(await start());
  await expect(start(Number(port))).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringMatching(/PATCHBAY_HEALTH_PORT/),
  });
});
