import { chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { drawSecret, makeKeyFile, replaceKeyFile, secretKeyFile } from './key-file.ts';
import { openKeyRing } from './key-ring.ts';
import { createSecretKey } from './secret-key.ts';

async function makeFolder() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-keys-'));
  onTestFinished(() => rm(dataFolder, { recursive: true }));
  return { dataFolder, file: secretKeyFile(dataFolder) };
}

const idOf = (secret: string) => createSecretKey(secret).id;

test('a file of keys is for its owner alone, is never written over, and is replaced as a whole', async () => {
  const { dataFolder, file } = await makeFolder();
  const [first, second] = [drawSecret(), drawSecret()];
  expect(await makeKeyFile(file, [first])).toBe(true);
  expect(await makeKeyFile(file, [second])).toBe(false);
  expect(await readFile(file, 'utf8')).toBe(`${first}\n`);
  await replaceKeyFile(file, [second, first]);
  expect(await readFile(file, 'utf8')).toBe(`${second}\n${first}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dataFolder)).toEqual(['secret-key']);
});

test.runIf(process.getuid?.() === 0)(
  'a file of keys that root replaces stays that of the user who has to read it',
  async () => {
    const { file } = await makeFolder();
    await makeKeyFile(file, [drawSecret()]);
    await chown(file, 12_345, 54_321);
    await replaceKeyFile(file, [drawSecret()]);
    expect(await stat(file)).toMatchObject({ uid: 12_345, gid: 54_321 });
  },
);

test('keys of the environment stand before those of the file, and none stands twice', async () => {
  const { dataFolder, file } = await makeFolder();
  const [one, two, three] = [drawSecret(), drawSecret(), drawSecret()];
  await makeKeyFile(file, [two, three]);
  const keys = openKeyRing({ dataFolder, secretKey: one, previousSecretKey: two });
  expect(keys.ids).toEqual([one, two, three].map(idOf));
  expect(keys.sealing.id).toBe(idOf(one));
  expect(keys.sealWith(idOf(three))).toBe(true);
  expect(keys.sealing.id).toBe(idOf(three));
  expect(keys.sealWith('00000000')).toBe(false);
  expect(keys.sealing.id).toBe(idOf(three));
});

test('a key that was added to the file while the process runs is found when it is wanted (fault W1)', async () => {
  const { dataFolder, file } = await makeFolder();
  const [old, young] = [drawSecret(), drawSecret()];
  await makeKeyFile(file, [old]);
  const keys = openKeyRing({ dataFolder });
  await replaceKeyFile(file, [young, old]);
  await vi.waitFor(() => expect(keys.find(idOf(young))?.id).toBe(idOf(young)), 3000);
  await writeFile(file, 'cut off');
  keys.reload();
  expect(keys.ids).toEqual([young, old].map(idOf));
});

test('a key that was cut short ends the start with the file and what to do (fault W2)', async () => {
  const { dataFolder, file } = await makeFolder();
  await writeFile(file, `${drawSecret()}\n${drawSecret().slice(0, 20)}\n`);
  expect(() => openKeyRing({ dataFolder })).toThrow(
    expect.objectContaining({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/key number 2 in .*secret-key is shorter than 32/),
    }),
  );
});

test('keys for different purposes are different, and the same each time', () => {
  const secret = drawSecret();
  const [first, again] = [createSecretKey(secret), createSecretKey(secret)];
  expect(again.derive('vault')).toEqual(first.derive('vault'));
  expect(first.derive('sign-in')).not.toEqual(first.derive('vault'));
});
