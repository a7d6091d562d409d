import { Group, Text } from '@mantine/core';
import type { Permission } from '@patchbay/core/api/route.ts';
import { IconEye } from '@tabler/icons-react';
import { rolesWith, usePermission, useSession } from '../api/use-session.ts';
import { oneOf, withArticle } from './role-words.ts';

interface ReadOnlyNoteProps {
  needs: Permission;
  /** What they cannot do here: `register models`. */
  what: string;
}

/** Tells somebody who may only look why a page offers them less, and who can do it. */
export function ReadOnlyNote({ needs, what }: ReadOnlyNoteProps) {
  const isPermitted = usePermission(needs);
  const role = useSession()?.role;
  if (isPermitted) return null;
  return (
    <Group gap={8} wrap="nowrap" c="dimmed" align="flex-start">
      <IconEye size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="sm">
        {role ? `You are ${withArticle(role)} here. To ${what}` : `To ${what}`}, ask{' '}
        {oneOf(rolesWith(needs))}.
      </Text>
    </Group>
  );
}
