import { QueryCache, QueryClient } from '@tanstack/react-query';
import { readFailure } from '../api/failure.ts';

/**
 * What has been read from the hub. Only a lost connection is tried again by itself: every other
 * answer is final and shown at once.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (readFailure(error).code === 'AUTH_REQUIRED') onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (attempts, error) => attempts < 2 && readFailure(error).code === 'HUB_UNREACHABLE',
      },
    },
  });
}
