import { Menu } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { MenuItemLink } from '../../components/links.tsx';

/** The end of every menu about a model. */
export function CopyOrDelete({ modelId, onDelete }: { modelId: string; onDelete: () => void }) {
  return (
    <>
      <MenuItemLink
        to="/models/new"
        search={{ from: modelId }}
        leftSection={<IconCopy size={16} aria-hidden />}
      >
        Duplicate
      </MenuItemLink>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
        Delete
      </Menu.Item>
    </>
  );
}
