import { ActionIcon, Badge, Group, Menu, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { rolesGrantedBy } from '@patchbay/core/access/role.ts';
import type { MemberView, OneTimeLink } from '@patchbay/core/api/people-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDots, IconKey, IconUserMinus } from '@tabler/icons-react';
import { usePermission, useSession } from '../../../api/use-session.ts';
import { ConfirmDialog } from '../../../components/confirm-button.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { RoleSelect } from './role-select.tsx';
import { ShownLink } from './shown-link.tsx';
import { useMemberChanges } from './use-member-changes.ts';

interface MemberActionsProps {
  member: MemberView;
  isMe: boolean;
}

/** What can be done with a person by the one who looks: none of it to oneself, nor to somebody above. */
export function MemberActions({ member, isMe }: MemberActionsProps) {
  const mine = useSession()?.role;
  const mayWrite = usePermission('members:write');
  const grantable = mine ? rolesGrantedBy(mine) : [];
  if (isMe || !mayWrite || !grantable.includes(member.role)) {
    return (
      <Badge variant="light" color="gray" tt="none" size="lg">
        {member.role}
      </Badge>
    );
  }
  return <ChangeMember member={member} offered={grantable} />;
}

function ChangeMember(props: { member: MemberView; offered: ReturnType<typeof rolesGrantedBy> }) {
  const { member, offered } = props;
  const { changing, removing, linking } = useMemberChanges();
  const [isRemoving, removal] = useDisclosure(false);
  const failure = changing.error ?? removing.error ?? linking.error;
  return (
    <>
      <Group gap="xs">
        <RoleSelect
          label={`Role of ${member.name}`}
          isBare
          value={member.role}
          offered={offered}
          isDisabled={changing.isPending}
          onChange={(role) => changing.mutate({ id: member.id, role })}
        />
        <MemberMenu
          name={member.name}
          isBusy={removing.isPending || linking.isPending}
          onLink={() => linking.mutate({ id: member.id })}
          onRemove={removal.open}
        />
      </Group>
      <ConfirmDialog
        isOpen={isRemoving}
        onClose={removal.close}
        question={`Remove ${showControls(member.name)}?`}
        explanation="They are signed out at once and cannot sign in to this organisation any more. What they did stays, with their name."
        confirm="Remove"
        keep="Let them stay"
        onConfirm={() => removing.mutate({ id: member.id })}
      />
      <LinkDialog link={linking.data} whom={member.name} onClose={linking.reset} />
      {failure && <FailureNotice error={failure} />}
    </>
  );
}

interface MemberMenuProps {
  name: string;
  isBusy: boolean;
  onLink: () => void;
  onRemove: () => void;
}

function MemberMenu({ name, isBusy, onLink, onRemove }: MemberMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={`More for ${name}`} loading={isBusy}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={onLink}>
          Link for a new password
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconUserMinus size={16} aria-hidden />}
          onClick={onRemove}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface LinkDialogProps {
  link: OneTimeLink | undefined;
  whom: string;
  onClose: () => void;
}

/** The link with which somebody sets a new password, once there is one. */
function LinkDialog({ link, whom, onClose }: LinkDialogProps) {
  return (
    <Modal
      opened={link !== undefined}
      onClose={onClose}
      title="A new password"
      centered
      // What is shown once must not vanish by a click beside it.
      closeOnClickOutside={false}
    >
      {link && <ShownLink link={link} whom={whom} onDone={onClose} />}
    </Modal>
  );
}
