import { ActionIcon, Menu } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { IconDots, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { CopyOrDelete } from './copy-or-delete.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useModelChange } from './use-model-change.ts';

interface ModelActionsProps {
  model: ModelView;
  onRemoved: () => void;
}

/** Enables, disables, duplicates and deletes a model. */
export function ModelActions({ model, onRemoved }: ModelActionsProps) {
  const changing = useModelChange();
  const [isRemoving, setRemoving] = useState(false);
  const { enabled } = model;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={36}
            aria-label="More to do with the model"
            loading={changing.isPending}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={enabled ? <IconPlayerPause size={16} /> : <IconPlugConnected size={16} />}
            onClick={() => changing.mutate({ id: model.id, enabled: !enabled })}
          >
            {enabled ? 'Disable' : 'Enable'}
          </Menu.Item>
          <CopyOrDelete modelId={model.id} onDelete={() => setRemoving(true)} />
        </Menu.Dropdown>
      </Menu>
      {isRemoving && <RemoveDialog {...{ model, onRemoved }} onClose={() => setRemoving(false)} />}
      {changing.error && <FailureNotice error={changing.error} />}
    </>
  );
}
