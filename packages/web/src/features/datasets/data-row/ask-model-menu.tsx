import { Button, Menu } from '@mantine/core';
import type { DataRowDetail } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { usePermission } from '../../../api/use-session.ts';

/** To the playground of a model that takes rows of this type, with this row in it. */
export function AskModelMenu({ row }: { row: DataRowDetail }) {
  const isAllowed = usePermission('models:use');
  const models = useQuery({
    ...api.models.list.queryOptions({ input: { limit: 200 } }),
    enabled: isAllowed,
  });
  const able = (models.data?.items ?? []).filter(({ revision }) =>
    revision.dataRowTypes.includes(row.type),
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
          <Menu.Item
            key={model.id}
            component="a"
            href={`/models/${model.id}/playground?dataRow=${row.id}`}
          >
            {showControls(model.name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
