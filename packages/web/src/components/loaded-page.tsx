import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Failure, readFailure } from '../api/failure.ts';
import { Loaded } from './loaded.tsx';
import { NothingThere } from './nothing-there.tsx';
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
  const failure = query.error && readFailure(query.error);
  if (failure && isNotThere(failure)) return <NothingThere parent={parent} code={failure.code} />;
  return (
    <PageFrame title={query.error ? 'This page cannot be shown' : 'Loading …'} parent={parent}>
      <Loaded query={query}>{children}</Loaded>
    </PageFrame>
  );
}

/** What an address names was removed or never was; an id that is none is refused before it is looked for. */
function isNotThere({ code, message }: Failure): boolean {
  return code === 'INPUT_NOT_FOUND' || (code === 'INPUT_INVALID' && message.startsWith('id: '));
}
