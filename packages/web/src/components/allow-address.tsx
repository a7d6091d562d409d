import { Text } from '@mantine/core';
import { usePermission } from '../api/use-session.ts';
import { ButtonLink } from './links.tsx';

/**
 * The way on from an address that is refused: to its permission, for those who may give it. The entry is
 * what would allow it; where it is not known, the message beside it names it.
 */
export function AllowAddress({ entry }: { entry?: string }) {
  const mayAllow = usePermission('settings:write');
  if (!mayAllow) {
    return (
      <Text size="sm">
        You cannot allow it yourself: send an owner the entry{entry && <b> {entry}</b>}.
      </Text>
    );
  }
  return (
    <ButtonLink
      to="/settings/egress"
      search={entry === undefined ? {} : { entry }}
      size="xs"
      variant="default"
      // What was typed here is still here then.
      target="_blank"
    >
      {entry === undefined ? 'Allow it in the settings' : `Allow ${entry} in the settings`}
    </ButtonLink>
  );
}
