import { Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { readFailure } from '../api/failure.ts';
import { usePermission } from '../api/use-session.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { AnchorLink, ButtonLink } from './links.tsx';
import { Words } from './words.tsx';

/**
 * The way on from an address that is refused: its permission, by those who may give it. The entry is
 * what would allow it; where it is not known, the message beside it names it.
 */
export function AllowAddress({ entry, onAllowed }: { entry?: string; onAllowed?: () => void }) {
  const mayAllow = usePermission('settings:write');
  if (!mayAllow) {
    return (
      <Text size="sm">
        You cannot allow it yourself: send an owner the entry{entry && <b> {entry}</b>}. They allow
        it under Settings → Egress.
      </Text>
    );
  }
  if (entry !== undefined) return <AllowHere entry={entry} {...(onAllowed && { onAllowed })} />;
  return (
    <ButtonLink
      to="/settings/egress"
      size="xs"
      variant="default"
      // What was typed here is still here then.
      target="_blank"
    >
      Allow it in the settings
    </ButtonLink>
  );
}

/** Allows the address without leaving what is being done. */
function AllowHere({ entry, onAllowed }: { entry: string; onAllowed?: () => void }) {
  const queryClient = useQueryClient();
  const allowing = useMutation(
    api.egress.allow.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.egress.list.key() });
        onAllowed?.();
      },
    }),
  );
  return (
    <Stack gap="xs" align="flex-start">
      <Group gap="md">
        <ConfirmButton
          size="xs"
          variant="default"
          disabled={allowing.isSuccess}
          loading={allowing.isPending}
          question={`Allow ${entry}?`}
          explanation="All models of your organisation may call it from then on, whoever registers them. It is listed under Settings → Egress, where you can forbid it again."
          confirm="Allow it"
          keep="Not now"
          colour="blue"
          onConfirm={() => allowing.mutate({ entry })}
        >
          Allow {entry}
        </ConfirmButton>
        <AnchorLink to="/settings/egress" search={{ entry }} size="sm" target="_blank">
          Allow something wider in the settings
        </AnchorLink>
      </Group>
      <Text size="sm" role="status">
        {allowing.isSuccess && (
          <Words>{`\`${entry}\` may be called from now on: try again.`}</Words>
        )}
      </Text>
      {allowing.error && (
        <Text size="sm" role="alert">
          <Words>{readFailure(allowing.error).message}</Words>
        </Text>
      )}
    </Stack>
  );
}
