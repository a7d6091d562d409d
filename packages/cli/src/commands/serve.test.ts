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

test('the printed link opens the page with a session, and the key is not in the address', async () => {
  const response = await fetch(hub.page, { redirect: 'manual' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/');
  expect(response.headers.get('set-cookie')).toContain('HttpOnly');
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
