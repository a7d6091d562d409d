import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { readFailure } from '../api/failure.ts';
import { endedKey, sessionQuery } from '../api/session.ts';

/**
 * What has been read from the hub. Only a lost connection is tried again by itself: every other
 * answer is final and shown at once. A refusal says something about the session too: that it has
 * ended, or that its rights are others by now.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    const { code } = readFailure(error);
    if (code === 'AUTH_REQUIRED') endSession(client);
    if (code === 'AUTH_FORBIDDEN') void client.invalidateQueries(sessionQuery);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The hub may stand on this machine or in this network: it is asked whatever the browser thinks of being online.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (attempts, error) => attempts < 2 && readFailure(error).code === 'HUB_UNREACHABLE',
      },
    },
  });
  return client;
}

/** A session that was there is no more, and nobody here has ended it. */
function endSession(client: QueryClient): void {
  if (client.getQueryData(sessionQuery.queryKey)) client.setQueryData(endedKey, true);
  client.setQueryData(sessionQuery.queryKey, null);
}
