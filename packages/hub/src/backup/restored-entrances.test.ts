import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zstdCompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { becomeOwner } from '../access/testing/browser.ts';
import { signInAs } from '../access/testing/people.ts';
import { createEmptyDatabase } from '../database/testing/test-database.ts';
import { createFolderStorage } from '../storage/folder-storage.ts';
import { createTestHub } from '../testing/test-hub.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

test('nobody comes into what was restored by a session or a one-time link of the backup', async () => {
  const hub = await createTestHub();
  onTestFinished(() => hub.end());
  const ada = await becomeOwner(hub);
  const { userId } = await signInAs(hub.database, 'viewer');
  const made = await ada.ask('POST', `/api/v1/members/${userId}/sign-in-link`);
  expect(made.status).toBe(201);

  const storage = await createFolderStorage(join(hub.dataFolder, 'assets'));
  const { stream, done } = writeBackup({ database: hub.database, storage, knownKeyIds: [] });
  const [bytes] = await Promise.all([buffer(Readable.from(stream)), done]);
  const database = await createEmptyDatabase();
  onTestFinished(() => database.drop());
  await restoreBackup(Readable.from([zstdCompressSync(bytes)]), { database, storage });

  const { rows } = await database.pool.query(
    `select (select count(*)::int from session) as sessions,
       (select count(*)::int from session where expires_at > now()) as open,
       (select count(*)::int from verification) as links`,
  );
  expect(rows).toEqual([{ sessions: 2, open: 0, links: 0 }]);
});
