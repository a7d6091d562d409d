import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueryClient } from './query-client.ts';
import { router } from './router.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { styleNonce } from './style-nonce.ts';
import { resolveCssVariables, theme } from './theme.ts';

/** The app: its theme, what it has read, and either its pages or the way in. */
export function App() {
  const [isSignedOut, setSignedOut] = useState(false);
  const [queryClient] = useState(() => createQueryClient(() => setSignedOut(true)));

  function enter() {
    queryClient.clear();
    setSignedOut(false);
  }

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        {isSignedOut ? <SignInPage onSignedIn={enter} /> : <RouterProvider router={router} />}
      </QueryClientProvider>
    </MantineProvider>
  );
}
