import { Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { signIn } from '../api/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Logo } from './logo.tsx';

/** Where somebody without a session shows the API key. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  useDocumentTitle('Sign in · Patchbay');
  const [key, setKey] = useState('');
  const entering = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    entering.mutate(key.trim());
  }

  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <form onSubmit={submit}>
          <Stack>
            <Logo />
            <div>
              <Title order={1} size="h3">
                Sign in
              </Title>
              <Text size="sm" c="dimmed">
                Paste the API key of this hub. It wrote the first one to the file{' '}
                <code>api-key</code> in its data folder.
              </Text>
            </div>
            <PasswordInput
              label="API key"
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
              autoComplete="current-password"
              autoFocus
            />
            {entering.error && <FailureNotice error={entering.error} />}
            <Button type="submit" loading={entering.isPending} disabled={key.trim() === ''}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
