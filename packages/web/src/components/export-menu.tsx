import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** A button that offers the same things as files of several formats. */
export function ExportMenu({ files }: { files: readonly { name: string; href: string }[] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ name, href }) => (
          <Menu.Item key={href} component="a" href={href} download>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
