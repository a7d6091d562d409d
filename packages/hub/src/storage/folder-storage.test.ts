import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderStorage } from './folder-storage.ts';
import { describeStorage } from './testing/storage-suite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describeStorage('a folder', async () => ({
  storage: await createFolderStorage(folder),
  async listKept() {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => /^[0-9a-f]{2}\//.test(name));
  },
  listUnfinished: () => readdir(join(folder, 'incoming')),
}));

test('what a crash left unfinished is swept away a day later, and what another process writes stays', async () => {
  await mkdir(join(folder, 'incoming'));
  for (const name of ['left', 'growing']) {
    await writeFile(join(folder, 'incoming', name), 'half');
  }
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  await utimes(join(folder, 'incoming/left'), dayAgo, dayAgo);
  await createFolderStorage(folder);
  expect(await readdir(join(folder, 'incoming'))).toEqual(['growing']);
});
