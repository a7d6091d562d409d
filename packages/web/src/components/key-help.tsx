import { ActionIcon, Group, Kbd, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { isCommandKey } from './command-key.ts';

/** Keys that do one thing. */
export interface KeyLine {
  /** Any of these, or several at once joined by `+`. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** A button, and the key `?`, that show what the keys of a page do. */
export function KeyHelp({ lines }: { lines: readonly KeyLine[] }) {
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useWindowEvent('keydown', (event) => {
    if (event.key === '?' && isCommandKey(event)) toggle();
  });
  return (
    <>
      <Tooltip label="Keys (?)">
        <ActionIcon variant="default" size="lg" aria-label="Keys of this page" onClick={open}>
          <IconKeyboard size={18} />
        </ActionIcon>
      </Tooltip>
      <Modal opened={isOpen} onClose={close} title="Keys of this page" size="md">
        <Stack gap="xs" component="dl" m={0}>
          {lines.map(({ keys, does }) => (
            <Group key={does} justify="space-between" wrap="nowrap" gap="md">
              <Text component="dd" m={0} size="sm">
                {does}
              </Text>
              <Group component="dt" gap={6} wrap="nowrap">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </Group>
            </Group>
          ))}
        </Stack>
      </Modal>
    </>
  );
}
