import { Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client.ts';
import { type Failure, readFailure } from '../api/failure.ts';
import { usePermission } from '../api/use-session.ts';
import { CodeLink } from './code-link.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { AnchorLink, ButtonLink } from './links.tsx';
import { Words } from './words.tsx';

/**
 * The way on from an address that is refused: its permission, by those who may give it. The entry is
 * what would allow it; where it is not known, the message beside it names it.
 */
export function AllowAddress({ entry }: { entry?: string }) {
  const mayAllow = usePermission('settings:write');
  if (!mayAllow) {
    return (
      <Text size="sm">
        You cannot allow it yourself: send an owner the entry{entry && <b> {entry}</b>}. They allow
        it under Settings → Egress.
      </Text>
    );
  }
  if (entry !== undefined) return <AllowHere entry={entry} />;
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
function AllowHere({ entry }: { entry: string }) {
  const queryClient = useQueryClient();
  const allowing = useMutation(
    api.egress.allow.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.egress.list.key() }),
    }),
  );
  // The button that was pressed takes the focus no more.
  const outcome = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (allowing.isSuccess) outcome.current?.focus();
  }, [allowing.isSuccess]);
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
      <Text ref={outcome} size="sm" role="status" tabIndex={-1}>
        {allowing.isSuccess && (
          <Words>{`\`${entry}\` may be called from now on: try again.`}</Words>
        )}
      </Text>
      {allowing.error && <NotAllowed failure={readFailure(allowing.error)} />}
    </Stack>
  );
}

/** Why it could not be allowed, and what to do about it. */
function NotAllowed({ failure }: { failure: Failure }) {
  return (
    <Text size="sm" role="alert">
      <Words>{failure.message}</Words> <b>What to do:</b> <Words>{failure.remedy}</Words> (
      <CodeLink code={failure.code} />)
    </Text>
  );
}
