import { Avatar, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { SessionView } from '@patchbay/core/api/session.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconKey } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import classes from './account-button.module.css';

interface AccountButtonProps extends Omit<ComponentProps<'button'>, 'style'> {
  session: SessionView;
  /** Only the initials. */
  isNarrow: boolean;
}

/** The button with the name of the one who is signed in; it opens their menu. */
export function AccountButton({ session, isNarrow, ...button }: AccountButtonProps) {
  const { user, role, organisation } = session;
  const name = showControls(user?.name ?? 'An API key');
  return (
    <UnstyledButton {...button} className={classes.button}>
      <Avatar size={30} color="initials" {...(user && { name })} alt="" aria-hidden>
        {!user && <IconKey size={16} />}
      </Avatar>
      <VisuallyHidden>Account of {isNarrow && name}</VisuallyHidden>
      {!isNarrow && (
        <div className={classes.words}>
          <Text size="sm" fw={600} truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {role ? `${role} · ${organisation.name}` : organisation.name}
          </Text>
        </div>
      )}
    </UnstyledButton>
  );
}
