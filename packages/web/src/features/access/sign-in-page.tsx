import { Alert, Button, Code, Loader, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { SessionOptions } from '@patchbay/core/api/session.ts';
import { type ErrorCode, errorCodes } from '@patchbay/core/error/codes.ts';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { readSessionOptions, signIn } from '../../api/session.ts';
import { EntrancePage } from '../../components/entrance-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Words } from '../../components/words.tsx';
import { ProviderButtons } from './provider-buttons.tsx';

interface SignInPageProps {
  /** Why the service refused by which somebody wanted to sign in; null where none did. */
  refused: ErrorCode | null;
  /** Whether somebody was signed in here, and is no more. */
  hasEnded: boolean;
  onSignedIn: () => void;
}

const ended = 'Your session has ended. Sign in again, and you are where you were.';

/** Where somebody without a session comes in, at whatever address they came to. */
export function SignInPage({ refused, hasEnded, onSignedIn }: SignInPageProps) {
  const options = useQuery({ queryKey: ['session-options'], queryFn: readSessionOptions });
  const isClaimed = options.data?.ownerMissing !== true;
  return (
    <EntrancePage
      title={isClaimed ? 'Sign in' : 'This hub has no owner yet'}
      explanation={
        isClaimed && (hasEnded ? ended : 'With the account that you were invited to make.')
      }
    >
      {options.isPending && <Loader size="sm" role="status" aria-label="Loading" />}
      {options.error && (
        <FailureNotice error={options.error} onRetry={() => void options.refetch()} />
      )}
      {options.data && !isClaimed && <OwnerMissing />}
      {refused && <Refusal code={refused} />}
      {options.data && isClaimed && <WaysIn options={options.data} onSignedIn={onSignedIn} />}
    </EntrancePage>
  );
}

function Refusal({ code }: { code: ErrorCode }) {
  const { title, remedy } = errorCodes[code];
  return (
    <Alert role="alert" color="red" title={title}>
      <Words>{remedy}</Words>
    </Alert>
  );
}

/** What the one who started the hub does first. */
function OwnerMissing() {
  return (
    <Alert icon={<IconKey aria-hidden />} title="Open the link of the terminal">
      The hub printed a link when it started. Open it to become the first owner; then invite the
      others. Where it scrolled away, <Code>patchbay sign-in-link</Code> on that machine prints
      another.
    </Alert>
  );
}

function WaysIn({ options, onSignedIn }: { options: SessionOptions; onSignedIn: () => void }) {
  return (
    <Stack>
      <PasswordForm onSignedIn={onSignedIn} />
      <ProviderButtons providers={options.providers} />
    </Stack>
  );
}

function PasswordForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entering = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    entering.mutate({ email: email.trim(), password });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          type="email"
          label="E-mail"
          value={email}
          autoComplete="username"
          autoFocus
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          value={password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {entering.error && <FailureNotice error={entering.error} />}
        <Button
          type="submit"
          loading={entering.isPending}
          disabled={email.trim() === '' || password === ''}
        >
          Sign in
        </Button>
        <Text size="xs" c="dimmed">
          Forgotten? An owner or a manager makes you a link for a new password, under Settings →
          People. On the machine of the hub, <Code>patchbay sign-in-link</Code> makes one.
        </Text>
      </Stack>
    </form>
  );
}
