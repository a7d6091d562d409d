import { Group, NumberInput, Stack, Text } from '@mantine/core';
import type { RetentionView } from '@patchbay/core/api/settings-routes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { describeDays } from './describe-days.ts';

/** Chooses for how long exchanges are kept. What is older goes for good, so that it is asked twice. */
export function RetentionForm({ retention }: { retention: RetentionView }) {
  const { chosenDays, hubDays } = retention;
  const [draft, setDraft] = useState<number | string>(chosenDays ?? '');
  const queryClient = useQueryClient();
  const changing = useMutation(
    api.settings.changeRetention.mutationOptions({
      onSuccess: (changed) => queryClient.setQueryData(api.settings.retention.queryKey(), changed),
    }),
  );
  const days = draft === '' ? null : Number(draft);
  return (
    <Stack maw={640} gap="sm">
      <NumberInput
        label="Days"
        description={
          hubDays === null
            ? 'Empty: for good.'
            : `At the most ${hubDays.toLocaleString()}, as PATCHBAY_EXCHANGE_DAYS says. Empty: as many.`
        }
        value={draft}
        min={0}
        max={hubDays ?? 36_500}
        maw={220}
        onChange={setDraft}
      />
      {changing.error && <FailureNotice error={changing.error} />}
      <Group>
        <ConfirmButton
          question={`Keep exchanges ${describeDays(days ?? hubDays)}?`}
          explanation="Older ones go within minutes and cannot be brought back: their items can be retried, but not decoded again. Predictions stay."
          confirm="Change it"
          keep="Leave it as it is"
          loading={changing.isPending}
          disabled={days === chosenDays}
          onConfirm={() => changing.mutate({ exchangeDays: days })}
        >
          Change
        </ConfirmButton>
      </Group>
      <div aria-live="polite">{changing.isSuccess && <Text size="sm">Changed.</Text>}</div>
    </Stack>
  );
}
