import { Center, Stack } from '@mantine/core';
import { type ErrorCode, isErrorCode } from '@patchbay/core/error/codes.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ParsedLocation, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { endedKey, sessionQuery } from '../api/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LoadingLines } from '../components/loading-lines.tsx';

// Whoever is signed in has no need of it.
const SignInPage = lazy(async () => {
  const { SignInPage } = await import('../features/access/sign-in-page.tsx');
  return { default: SignInPage };
});

/** The app for somebody who is signed in; the way in for everybody else, at the same address. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const refused = useLocation({ select: readRefusal });
  if (session.data) return children;
  if (session.data === null) {
    // What was read for the one before is not for the next one.
    return (
      <Suspense fallback={<Entrance>{loading}</Entrance>}>
        <SignInPage
          refused={refused}
          hasEnded={queryClient.getQueryData(endedKey) === true}
          onSignedIn={() => void queryClient.resetQueries()}
        />
      </Suspense>
    );
  }
  return (
    <Entrance>
      {session.error ? (
        <FailureNotice error={session.error} onRetry={() => void session.refetch()} />
      ) : (
        loading
      )}
    </Entrance>
  );
}

const loading = <LoadingLines count={3} height={40} />;

function Entrance({ children }: { children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={440}>
        {children}
      </Stack>
    </Center>
  );
}

/** Services by which people sign in send them back to `/sign-in?refused=<code>` where that came to nothing. */
function readRefusal({ search }: ParsedLocation): ErrorCode | null {
  const code = new URLSearchParams(search).get('refused');
  return code !== null && isErrorCode(code) ? code : null;
}
