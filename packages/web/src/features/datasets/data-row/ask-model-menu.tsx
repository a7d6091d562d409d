import { Button, Menu } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { usePermission } from '../../../api/use-session.ts';
import { MenuItemLink } from '../../../components/links.tsx';

/** To the playground of an enabled model that takes rows of this type, with this row in it. */
export function AskModelMenu({ row }: { row: DataRowDetail }) {
  const isAllowed = usePermission('models:use');
  const models = useQuery({
    ...api.models.list.queryOptions({ input: { limit: 200 } }),
    enabled: isAllowed,
  });
  const able = (models.data?.items ?? []).filter(
    ({ enabled, revision }) => enabled && revision.dataRowTypes.includes(row.type),
  );
  if (!isAllowed || able.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
          Ask a model
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {able.map((model) => (
          <MenuItemLink
            key={model.id}
            to="/models/$modelId/playground"
            params={{ modelId: model.id }}
            search={{ dataRow: row.id }}
          >
            {showControls(model.name)}
          </MenuItemLink>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
