import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { restoreLibraryLinks } from './restore-library-links.ts';

async function makePackage(target: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-links-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'native/lib'), { recursive: true });
  const links = [{ source: 'native/lib/libpq.so.5.18', target }];
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
  return folder;
}

test('links that no install script has made are made, and those that are there are left', async () => {
  const folder = await makePackage('native/lib/libpq.so.5');
  await restoreLibraryLinks(folder);
  await restoreLibraryLinks(folder);
  expect(await readlink(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
});

test('a link that cannot be made is told with what to do', async () => {
  const folder = await makePackage('native/no-such-folder/libpq.so.5');
  await expect(restoreLibraryLinks(folder)).rejects.toThrow(
    /no-such-folder\/libpq\.so\.5 cannot be made now \(ENOENT\).*scripts allowed/,
  );
});

test('a platform without such links needs nothing', async () => {
  const folder = await makePackage('native/lib/libpq.so.5');
  await rm(join(folder, 'native/pg-symlinks.json'));
  await expect(restoreLibraryLinks(folder)).resolves.toBeUndefined();
});
