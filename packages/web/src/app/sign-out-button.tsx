import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signOut } from '../api/session.ts';

/** Ends the session. What is read again then is refused, which leads to the sign-in page. */
export function SignOutButton() {
  const queryClient = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Tooltip label="Sign out">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Sign out"
        loading={leaving.isPending}
        onClick={() => leaving.mutate()}
      >
        <IconLogout size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
