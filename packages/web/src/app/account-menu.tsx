import { Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SessionView } from '@patchbay/core/api/session.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconBuilding, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeAccount, sessionQuery, signOut } from '../api/session.ts';
import { useSession } from '../api/use-session.ts';
import { MenuItemLink } from '../components/links.tsx';
import { AccountDialog } from '../features/access/account-dialog.tsx';
import { AccountButton } from './account-button.tsx';
import { useDestinations } from './use-destinations.ts';

/** Who is signed in, their account, and the way out. On narrow screens it leads to the settings too. */
export function AccountMenu({ isNarrow = false }: { isNarrow?: boolean }) {
  const session = useSession();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { care } = useDestinations();
  if (!session) return null;
  return (
    <>
      <Menu position={isNarrow ? 'bottom-end' : 'top-start'} width={264} shadow="md">
        <Menu.Target>
          <AccountButton session={session} isNarrow={isNarrow} />
        </Menu.Target>
        <Menu.Dropdown>
          <Identity session={session} />
          <Menu.Divider />
          {isNarrow &&
            care.map(({ to, label, icon: Icon }) => (
              <MenuItemLink key={to} to={to} leftSection={<Icon size={16} aria-hidden />}>
                {label}
              </MenuItemLink>
            ))}
          {session.user && (
            <Menu.Item leftSection={<IconUserCircle size={16} aria-hidden />} onClick={open}>
              Account
            </Menu.Item>
          )}
          <OrganisationItems session={session} />
          <SignOutItem />
        </Menu.Dropdown>
      </Menu>
      {session.user && <AccountDialog user={session.user} isOpen={isOpen} onClose={close} />}
    </>
  );
}

function Identity({ session: { user, role, organisation } }: { session: SessionView }) {
  return (
    <div style={{ padding: '6px 12px', overflowWrap: 'anywhere' }}>
      <Text size="sm" fw={600}>
        {showControls(user?.name ?? 'An API key')}
      </Text>
      {user && (
        <Text size="xs" c="dimmed">
          {user.email}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {role ? `${role} of ${organisation.name}` : organisation.name}
      </Text>
    </div>
  );
}

/** The other organisations that somebody is in; they look at one at a time. */
function OrganisationItems({ session: { organisation, organisations } }: { session: SessionView }) {
  const queryClient = useQueryClient();
  const turning = useMutation({
    mutationFn: changeAccount,
    // What was read belongs to the organisation before; what is shown is read again.
    onSuccess: () => queryClient.resetQueries(),
  });
  return organisations
    .filter(({ id }) => id !== organisation.id)
    .map(({ id, name }) => (
      <Menu.Item
        key={id}
        leftSection={<IconBuilding size={16} aria-hidden />}
        disabled={turning.isPending}
        onClick={() => turning.mutate({ organisationId: id })}
      >
        Go to {name}
      </Menu.Item>
    ));
}

function SignOutItem() {
  const queryClient = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => queryClient.setQueryData(sessionQuery.queryKey, null),
  });
  return (
    <Menu.Item
      leftSection={<IconLogout size={16} aria-hidden />}
      disabled={leaving.isPending}
      closeMenuOnClick={false}
      onClick={() => leaving.mutate()}
    >
      {leaving.error ? 'Sign out: that failed, try again' : 'Sign out'}
    </Menu.Item>
  );
}
