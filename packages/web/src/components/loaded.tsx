import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';
import { LoadingLines } from './loading-lines.tsx';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Shows what a query has read; before that its loading state, or why it could not be read. */
export function Loaded<Data>({ query, loading, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  return loading ?? <LoadingLines />;
}
