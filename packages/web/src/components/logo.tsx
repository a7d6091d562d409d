import { Group, Text } from '@mantine/core';

/** The mark and the name. */
export function Logo() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/patchbay.svg" alt="" width={26} height={26} />
      <Text fw={700} size="md">
        Patchbay
      </Text>
    </Group>
  );
}
