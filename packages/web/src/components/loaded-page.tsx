import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from './loaded.tsx';
import { PageFrame } from './page-frame.tsx';

interface LoadedPageProps<Data> {
  query: UseQueryResult<Data>;
  /** The way back where the page cannot be shown. */
  parent?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** A page about one thing: before it has been read, and where it cannot be, a page that says so. */
export function LoadedPage<Data>({ query, parent, children }: LoadedPageProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  return (
    <PageFrame title={query.error ? 'This page cannot be shown' : 'Loading …'} parent={parent}>
      <Loaded query={query}>{children}</Loaded>
    </PageFrame>
  );
}
