import {
  Alert,
  Button,
  Divider,
  Modal,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import type { SessionView } from '@patchbay/core/api/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { changeAccount, sessionQuery } from '../../api/session.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { isLongEnough, NewPasswordInput } from '../../components/new-password-input.tsx';

interface AccountDialogProps {
  user: NonNullable<SessionView['user']>;
  isOpen: boolean;
  onClose: () => void;
}

/** One's own account: the name that others see, and the password. */
export function AccountDialog({ user, isOpen, onClose }: AccountDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Account" centered>
      <Stack>
        <NameForm user={user} />
        <Divider />
        <PasswordForm email={user.email} />
      </Stack>
    </Modal>
  );
}

function NameForm({ user }: Pick<AccountDialogProps, 'user'>) {
  const [name, setName] = useState(user.name);
  const queryClient = useQueryClient();
  const changing = useMutation({
    mutationFn: changeAccount,
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ name: name.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Your name"
          description={`You sign in as ${user.email}.`}
          value={name}
          maxLength={100}
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {changing.error && <FailureNotice error={changing.error} />}
        <Button
          type="submit"
          variant="default"
          loading={changing.isPending}
          disabled={name.trim() === '' || name.trim() === user.name}
        >
          Save the name
        </Button>
      </Stack>
    </form>
  );
}

function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: changeAccount,
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ password: { current, next } });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        {/* Tells password managers whose password changes. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label="Your password now"
          value={current}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPasswordInput label="New password" value={next} onChange={setNext} />
        {changing.error && <FailureNotice error={changing.error} />}
        <div aria-live="polite">
          {changing.isSuccess && (
            <Alert color="teal">The password is changed. Your sessions elsewhere have ended.</Alert>
          )}
        </div>
        <Button
          type="submit"
          variant="default"
          loading={changing.isPending}
          disabled={current === '' || !isLongEnough(next)}
        >
          Change the password
        </Button>
        <Text size="xs" c="dimmed">
          Your other sessions end with it; this one goes on.
        </Text>
      </Stack>
    </form>
  );
}
