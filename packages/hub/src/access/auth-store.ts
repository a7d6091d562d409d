import { apiKey } from '@better-auth/api-key';
import { runWithAdapter } from '@better-auth/core/context';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { organization } from 'better-auth/plugins';
import { v7 as createId } from 'uuid';
import type { Database } from '../database/database.ts';

export type Auth = ReturnType<typeof createAuth>;

/** The days for which a session is good after it was last used, where nobody says otherwise. */
export const usualSessionDays = 14;

/**
 * better-auth, which keeps users, password hashes, sessions, organisations and API keys. Its HTTP routes
 * are not served; the hub asks it in the process.
 */
export function createAuth(database: Database, secret: string, sessionDays = usualSessionDays) {
  const auth = betterAuth({
    secret,
    baseURL: 'http://localhost', // none of its routes is served
    database: drizzleAdapter(database.orm, { provider: 'pg', transaction: true }),
    advanced: { database: { generateId: () => createId() } },
    session: { expiresIn: sessionDays * 86_400 },
    logger: { disabled: true }, // it would log every wrong key
    telemetry: { enabled: false },
    plugins: [
      organization(),
      apiKey({
        references: 'organization',
        defaultPrefix: 'pb_',
        requireName: true,
        enableMetadata: true,
        // Its default lets a key through ten times a day.
        rateLimit: { enabled: false },
      }),
    ],
  });
  type Keeper = Awaited<typeof auth.$context>['internalAdapter'];

  return {
    api: auth.api,
    $context: auth.$context,
    sessionDays,

    /** Lets better-auth write in a transaction of ours: with what belongs to it, or not at all. */
    async within<Result>(
      orm: Database['orm'],
      work: (keeper: Keeper) => Promise<Result>,
    ): Promise<Result> {
      const { internalAdapter, options } = await auth.$context;
      const adapter = drizzleAdapter(orm, { provider: 'pg' })(options);
      return await runWithAdapter(adapter, () => work(internalAdapter));
    },
  };
}
