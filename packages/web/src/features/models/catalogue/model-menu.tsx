import { ActionIcon, Menu } from '@mantine/core';
import type { ModelCard } from '@patchbay/core/api/model-statistics-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDots, IconEye, IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { MenuItemLink } from '../../../components/links.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { CopyOrDelete } from '../copy-or-delete.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';

interface ModelMenuProps {
  card: ModelCard;
  /** The way to try the model: another feature's page. */
  tryIt: ReactNode;
}

/** What can be done with a model, without going to its page first. */
export function ModelMenu({ card, tryIt }: ModelMenuProps) {
  const [isRemoving, setRemoving] = useState(false);
  const params = { modelId: card.id };
  const close = () => setRemoving(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <MenuTarget name={card.name} />
        <Menu.Dropdown>
          <MenuItemLink to="/models/$modelId" params={params} leftSection={<IconEye size={16} />}>
            View
          </MenuItemLink>
          {tryIt}
          <Permitted to="models:write">
            <MenuItemLink
              to="/models/$modelId"
              params={params}
              search={{ tab: 'settings' }}
              leftSection={<IconPencil size={16} />}
            >
              Edit
            </MenuItemLink>
            <CopyOrDelete modelId={card.id} onDelete={() => setRemoving(true)} />
          </Permitted>
        </Menu.Dropdown>
      </Menu>
      {isRemoving && <RemoveDialog model={card} onClose={close} onRemoved={close} />}
    </>
  );
}

function MenuTarget({ name }: { name: string }) {
  return (
    <Menu.Target>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`What to do with ${showControls(name)}`}
      >
        <IconDots size={18} aria-hidden />
      </ActionIcon>
    </Menu.Target>
  );
}
