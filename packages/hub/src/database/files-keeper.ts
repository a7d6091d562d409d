import type { Database } from './database.ts';
import { keepFiles } from './named-files.ts';

type LetGo = () => Promise<void>;

/**
 * Keeps the files of imports in the storage until the imports are over. All imports of a process share one
 * connection for it: were it one for each, a few slow uploads would leave none for anything else.
 */
export function createFilesKeeper(database: Database) {
  let shared: { readonly opened: Promise<LetGo>; holders: number } | null = null;

  async function open(): Promise<LetGo> {
    const client = await database.pool.connect();
    const letGo = await keepFiles(client).catch((error: unknown) => {
      client.release(true);
      throw error;
    });
    return async () => {
      // A connection that cannot let go is closed, which does.
      await letGo().then(
        () => client.release(),
        () => client.release(true),
      );
    };
  }

  /** Waits for a removal of files that is under way. What is returned lets go, once. */
  return async (): Promise<LetGo> => {
    shared ??= { opened: open(), holders: 0 };
    const mine = shared;
    mine.holders += 1;
    const leave = async () => {
      mine.holders -= 1;
      if (mine.holders > 0) return;
      if (shared === mine) shared = null;
      await (await mine.opened)();
    };
    await mine.opened.catch((error: unknown) => {
      if (shared === mine) shared = null;
      throw error;
    });
    return leave;
  };
}
