import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder } from './data-folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const otherClaim = 'hub.lock.0199a000-0000-7000-8000-000000000000';

test('a folder that a living process holds is refused in a second by the id of that process (fault E4)', async () => {
  await lockDataFolder(folder);
  const started = performance.now();
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    code: 'STORAGE_HELD',
    message: expect.stringContaining(`process id ${process.pid}`),
    details: { dataFolder: folder, pid: process.pid },
  });
  expect(performance.now() - started).toBeLessThan(1000);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a released folder can be locked again and nothing stays behind', async () => {
  const lock = await lockDataFolder(folder);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
  await (await lockDataFolder(folder)).release();
});

test.each([
  ['of a process that lives no more', { pid: 2 ** 22 - 7, processStart: '1' }],
  ['of a dead process whose id another has by now', { pid: process.pid, processStart: 'before' }],
  ['that no hub has written', 'half a lo'],
])('a lock %s is taken over', async (_what, claim) => {
  await writeFile(join(folder, otherClaim), JSON.stringify(claim));
  await lockDataFolder(folder);
  expect(await readdir(folder)).not.toContain(otherClaim);
});

test('of many that want the folder at once, over a stale lock, never do two get it (fault E4)', async () => {
  for (let round = 0; round < 10; round += 1) {
    await writeFile(join(folder, otherClaim), '{}');
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDataFolder(folder)),
    );
    const holders = results.filter((result) => result.status === 'fulfilled');
    expect(holders.length).toBeLessThanOrEqual(1);
    expect(await readdir(folder)).toHaveLength(holders.length);
    for (const holder of holders) await holder.value.release();
  }
});

test('of two that want the folder at once, one usually gets it', async () => {
  let granted = 0;
  for (let round = 0; round < 10; round += 1) {
    const results = await Promise.allSettled([lockDataFolder(folder), lockDataFolder(folder)]);
    for (const result of results) {
      if (result.status === 'rejected') continue;
      granted += 1;
      await result.value.release();
    }
  }
  expect(granted).toBeGreaterThanOrEqual(5);
});
