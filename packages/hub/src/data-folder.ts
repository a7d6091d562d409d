import { mkdir } from 'node:fs/promises';

/**
 * Makes the data folder where it is not there yet. It is for its owner alone; where that is root, PostgreSQL, which
 * then runs as somebody else, may pass through it to its own folder.
 */
export async function makeDataFolder(dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}
