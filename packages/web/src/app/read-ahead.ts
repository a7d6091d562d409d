import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';

/** By what pages are read before they are shown. */
export interface ReadingAhead {
  readonly queryClient: QueryClient;
}

/** The page before stays for so long at most, in milliseconds; then the next one says what it waits for. */
const patienceMs = 200;

/**
 * Waits a little until what a page shows first has been read, so that it appears whole. Reads for nobody who is
 * not known to be signed in. What cannot be read the page itself asks for again, and says.
 */
export async function readAhead(
  { queryClient }: ReadingAhead,
  read: (queryClient: QueryClient) => Promise<unknown>,
): Promise<void> {
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
  const isRead = read(queryClient).catch(() => {});
  const isLate = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([isRead, isLate]);
}
