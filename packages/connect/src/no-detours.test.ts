import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCountingListener } from './testing/counting-listener.ts';
import { createTestCaller, failOnce } from './testing/test-caller.ts';
import { startHttpServer } from './testing/test-server.ts';

async function startListener() {
  const listener = await startCountingListener();
  onTestFinished(() => listener.close());
  return listener;
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    'of %d leads nowhere, not even where it might go (fault S5)',
    async (status) => {
      const listener = await startListener();
      const there = `127.0.0.1:${listener.port}`;
      const server = await startHttpServer((request, response) => {
        const location = new URL(request.url ?? '', 'http://h').searchParams.get('to') ?? '';
        response.writeHead(status, { location }).end();
      });
      const caller = createTestCaller();
      for (const location of [
        `http://${there}/`,
        `//${there}/`,
        `http://[::1]:${listener.port}/`,
        `http://a:b@${there}/`,
        `/\\${there}/`,
        'http://169.254.169.254/latest/meta-data/',
        'file:///etc/passwd',
        'gopher://127.0.0.1/',
        'data:text/plain,x',
        '',
      ]) {
        const url = `${server.url}/?to=${encodeURIComponent(location)}`;
        const credentials = { bearer: { token: 'for-the-model-alone' } };
        expect((await failOnce(url, { caller, credentials })).code).toBe('MODEL_REDIRECTED');
        const download = await caller.download({ url, maximumBytes: 10, timeoutMs: 1000 });
        expect(download).toMatchObject({ ok: false, problem: { code: 'INPUT_DOWNLOAD_FAILED' } });
      }
      expect(listener.count()).toBe(0);
    },
  );
});

describe('a proxy that the environment names', () => {
  test('is not used, and opens nothing that is refused (fault S10)', async () => {
    const proxy = await startListener();
    const refused = await startListener();
    const model = await startHttpServer((_, response) => response.end('{}'));
    const named = Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map(
        (name) => [name, `http://127.0.0.1:${proxy.port}`],
      ),
    );
    const script = join(import.meta.dirname, 'testing/call-with-proxies.ts');
    const child = spawn(
      process.execPath,
      [script, model.url, `http://127.0.0.1:${refused.port}/`],
      {
        env: { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', NO_PROXY: '', ...named },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const [[said], [status]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
    expect(status).toBe(0);
    const blocked = ['URL_BLOCKED', 'URL_BLOCKED'];
    expect(said).toEqual({ called: '{}', downloaded: '{}', refused: blocked });
    expect([proxy.count(), refused.count()]).toEqual([0, 0]);
    expect(model.sockets.length).toBeGreaterThan(0);
  });
});
