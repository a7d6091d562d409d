import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { advise } from '../../api/failure.ts';
import { AllowAddress } from '../../components/allow-address.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { Words } from '../../components/words.tsx';

interface DiscoveryProblemProps {
  modelId: string;
  problem: ModelView['discovery']['problem'];
}

/** Why the classes of a model are not known from its endpoint, and the way to ask it again. */
export function DiscoveryProblem({ modelId, problem }: DiscoveryProblemProps) {
  if (!problem) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="The classes could not be read from the endpoint"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <Words>{problem.message}</Words>
        </Text>
        <Text size="sm">
          <b>What to do:</b> <Words>{advise(problem)}</Words>
        </Text>
        <Text size="xs" c="dimmed">
          <CodeLink code={problem.code} />
        </Text>
        {typeof problem.details?.entry === 'string' && problem.code === 'URL_BLOCKED' && (
          <AllowAddress entry={problem.details.entry} />
        )}
        <Permitted to="models:write">
          <AskAgain modelId={modelId} />
        </Permitted>
      </Stack>
    </Alert>
  );
}

/** What was in the way may be gone: a secret was entered, an address was allowed. */
function AskAgain({ modelId }: { modelId: string }) {
  const queryClient = useQueryClient();
  const asking = useMutation(
    api.models.revise.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.models.key() }),
    }),
  );
  return (
    <>
      {asking.error && <FailureNotice error={asking.error} />}
      <Button
        size="xs"
        variant="default"
        loading={asking.isPending}
        onClick={() => asking.mutate({ id: modelId, discoverClasses: true })}
      >
        Ask for the classes again
      </Button>
    </>
  );
}
