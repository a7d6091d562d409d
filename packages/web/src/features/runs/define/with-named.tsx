import type { Page } from '@patchbay/core/api/page.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readFailure } from '../../../api/failure.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { LoadingLines } from '../../../components/loading-lines.tsx';

interface WithNamedProps<One> {
  listed: UseQueryResult<Page<One>>;
  /** What the address names and the list has not; not asked for where there is no such thing. */
  named: UseQueryResult<One>;
  children: (all: readonly One[]) => ReactNode;
}

/** Loads what can be chosen: the first page of a list, and what is named beyond it, unless it is gone. */
export function WithNamed<One>({ listed, named, children }: WithNamedProps<One>) {
  return (
    <Loaded query={listed}>
      {({ items }) => {
        if (named.data !== undefined) return children([...items, named.data]);
        if (named.isLoading) return <LoadingLines />;
        if (named.error && readFailure(named.error).code !== 'INPUT_NOT_FOUND') {
          return <FailureNotice error={named.error} onRetry={() => void named.refetch()} />;
        }
        return children(items);
      }}
    </Loaded>
  );
}
