import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 60_000);
afterAll(() => hub.stop(), 60_000);

test('the printed link makes the first owner once, and its token is not sent with the address', async () => {
  const { origin, pathname, search, hash } = new URL(hub.ownerLink);
  expect([origin, pathname, search]).toEqual([hub.url, '/link', '']);
  const use = () =>
    fetch(`${hub.url}/api/v1/session/link/use`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({
        token: hash.slice(1),
        name: 'Ada',
        email: 'ada@example.org',
        password: 'correct horse battery',
      }),
    });
  const first = await use();
  expect(first.status).toBe(204);
  expect(first.headers.get('set-cookie')).toContain('HttpOnly');
  expect((await use()).status).toBe(410);
});

test('the operator lets somebody in again who lost their password, by a link from beside the hub', async () => {
  const data = join(hub.folder, 'data');
  const made = await hub.patchbay('sign-in-link', '--data', data, '--json');
  expect([made.status, made.stderr]).toEqual([0, '']);
  const { url, email } = JSON.parse(made.stdout);
  const { origin, hash } = new URL(url);
  expect([origin, email]).toEqual([hub.url, 'ada@example.org']);
  const post = (path: string, body: object) =>
    fetch(`${hub.url}/api/v1/session${path}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const password = 'a password found again';
  expect((await post('/link/use', { token: hash.slice(1), password })).status).toBe(204);
  expect((await post('', { email, password })).status).toBe(204);
  const unknown = await hub.patchbay('sign-in-link', 'nobody@example.org', '--data', data);
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('nobody@example.org');
});

test('a second hub on the same data folder is refused, and the first goes on', async () => {
  const data = join(hub.folder, 'data');
  const { status, stderr } = await runCommand(['serve', '--port', '0', '--data', data]);
  expect(status).toBe(1);
  expect(stderr).toContain('STORAGE_HELD');
  expect((await hub.patchbay('model', 'list')).status).toBe(0);
});

test('SIGTERM stops the hub in order', async () => {
  const second = await startTestHub();
  const hubFile = join(second.folder, 'data', 'hub.json');
  expect(existsSync(hubFile)).toBe(true);
  expect(await second.terminate()).toBe(0);
  expect(existsSync(hubFile)).toBe(false);
  const { status } = await second.patchbay('model', 'list');
  expect(status).toBe(3);
  await second.stop();
}, 60_000);
