import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { spendLink } from '../../api/session.ts';
import { EntrancePage } from '../../components/entrance-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Signs in by a link that asks for nothing else. */
export function SignInByLink({ token, onSignedIn }: { token: string; onSignedIn: () => void }) {
  // A query, since it is done once however often the page is drawn.
  const entering = useQuery({
    queryKey: ['link-use', token],
    queryFn: async () => {
      await spendLink({ token });
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isIn = entering.isSuccess;
  // biome-ignore lint/correctness/useExhaustiveDependencies: leaves once, when it is in
  useEffect(() => {
    if (isIn) onSignedIn();
  }, [isIn]);
  return (
    <EntrancePage title="Signing in">
      {entering.error ? (
        <FailureNotice error={entering.error} />
      ) : (
        <Loader size="sm" role="status" aria-label="Signing in" />
      )}
    </EntrancePage>
  );
}
