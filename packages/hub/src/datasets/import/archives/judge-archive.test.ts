import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { archiveLimits } from './archive-limits.ts';
import { judgeArchive } from './judge-archive.ts';
import { openZipArchive } from './zip-archive.ts';

/** Three entries that become 123 bytes. */
async function judge(limits: Partial<typeof archiveLimits>) {
  const archive = await openZipArchive(join(import.meta.dirname, 'fixtures/streamed.zip'));
  onTestFinished(() => archive.close());
  return await judgeArchive(archive, { ...archiveLimits, ...limits });
}

test.each([
  ['more files than it may', { entries: 2 }, /has 3 files; an archive may have 2/],
  ['more bytes than any may', { unpackedBytes: 122 }, /would become 123 bytes/],
  ['more bytes than its own allow', { ratio: 0.2, freeBytes: 100 }, /would become 123 bytes/],
])('an archive that has %s is refused (fault F3)', async (_, limits, message) => {
  expect(await judge(limits)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_ARCHIVE_REFUSED', message: expect.stringMatching(message) },
  });
});

test.each([
  { entries: 3, unpackedBytes: 123 },
  { ratio: 0.2, freeBytes: 123 },
])('an archive within the limits %j is unpacked (fault F3)', async (limits) => {
  expect(await judge(limits)).toMatchObject({ ok: true });
});
