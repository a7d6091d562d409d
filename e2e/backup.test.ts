import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient } from '@patchbay/cli/api/client.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startCountedRun, startCountingModel } from './counting-model.ts';
import { startHubProcess, stopHub } from './hub-process.ts';
import { runPatchbay } from './patchbay-command.ts';

const items = 600;

/** A folder with the data folders of two hubs, and the backup that goes from one to the other. */
async function makeFolders() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const inside = (name: string) => join(folder, name);
  return { first: inside('first'), second: inside('second'), inside };
}

/** A hub that is stopped when the test ends, however it ends. */
async function startHub(dataFolder: string, environment: Record<string, string>) {
  const hub = await startHubProcess(dataFolder, environment);
  const stop = async () => (hub.process.exitCode === null ? await stopHub(hub) : null);
  onTestFinished(async () => void (await stop()));
  return { client: createHubClient(hub), stop };
}

test('a hub that is backed up in the middle of a run is restored elsewhere and goes on with it, every item once, with its secrets (fault E21)', async () => {
  const { first, second, inside } = await makeFolders();
  const model = await startCountingModel({ latencyMs: 20 });
  onTestFinished(() => model.close());
  const environment = { PATCHBAY_EGRESS_ALLOW: new URL(model.url).host };
  const hub = await startHub(first, environment);
  const { runId } = await startCountedRun(hub.client, model, {
    items,
    limits: { concurrency: 4 },
    bearerToken: 'told to nobody',
  });
  await expect.poll(model.countCalls).toBeGreaterThan(100);

  const [file, keyFile] = [inside('hub.tar.zst'), inside('hub.key')];
  const backup = await runPatchbay(first, 'backup', file, '--key-file', keyFile);
  expect(backup.output).toContain('600 data rows, 1 run');
  expect(backup.status).toBe(0);
  for (const written of [file, keyFile]) {
    expect((await stat(written)).mode & 0o777).toBe(0o600);
  }
  const savedThen = await hub.client.runs.get({ id: runId });
  expect(savedThen.state).toBe('running');
  await hub.stop();
  const packed = await readFile(file);
  expect(packed.includes('told to nobody')).toBe(false);

  const without = await runPatchbay(second, 'restore', file);
  expect(without.status).toBe(1);
  expect(without.output).toContain('SECRET_UNREADABLE');
  expect(without.output).toContain('--key-file');
  const restored = await runPatchbay(second, 'restore', file, '--key-file', keyFile);
  expect(restored.output).toContain('1 run had not ended: with `patchbay serve` they go on.');
  expect(restored.status).toBe(0);

  const again = await startHub(second, environment);
  await expect
    .poll(async () => (await again.client.runs.get({ id: runId })).state, { timeout: 60_000 })
    .toBe('completed');
  const { counts } = await again.client.runs.get({ id: runId });
  expect(counts).toMatchObject({ total: items, succeeded: items, failed: 0, pending: 0 });
  expect(model.calls.size).toBe(items);
  expect([...model.authorizations]).toEqual(['Bearer told to nobody']);
  const exported = await new Response(await again.client.exportRun(runId, 'jsonl')).text();
  const rows = exported
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).dataRow.id);
  expect([rows.length, new Set(rows).size]).toEqual([items, items]);

  const over = await runPatchbay(second, 'restore', file, '--key-file', keyFile);
  expect(over.output).toContain('STORAGE_HELD');
  await again.stop();
  const onto = await runPatchbay(second, 'restore', file, '--key-file', keyFile);
  expect(onto.output).toContain('STORAGE_NOT_EMPTY');
  expect([over.status, onto.status]).toEqual([1, 1]);
});
