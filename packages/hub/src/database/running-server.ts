import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { databaseUser } from './cluster.ts';
import { databaseUrl, type PostgresAddress } from './postgres-address.ts';

/**
 * The URL of the database in the server that a hub runs in its data folder, for other processes of
 * this machine. @throws PatchbayError STORAGE_DATABASE_FAILED where no hub runs on the folder.
 */
export async function findRunningServer(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'postgres');
  try {
    const password = (await readFile(join(dataFolder, 'postgres-password'), 'utf8')).trim();
    // Its lines: process id, folder, start, port, folder of the socket, address.
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    const address: PostgresAddress = lines[4]
      ? { kind: 'socket', folder }
      : { kind: 'port', port: Number(lines[3]) };
    return databaseUrl(address, { name: databaseUser, password }, 'patchbay');
  } catch (cause) {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `No hub runs on the data folder ${dataFolder}. Start \`patchbay serve\` there first, name its folder with PATCHBAY_DATA, or set DATABASE_URL to the database of a hub that runs elsewhere.`,
      cause,
    });
  }
}
