import { Code, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Json } from '@patchbay/core/json.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

interface EndpointPreviewProps {
  protocolId: string;
  /** What is entered so far; null where it cannot be a connection yet. */
  connection: { [name: string]: Json } | null;
}

/** The addresses that will be called for what is entered, while it is typed. */
export function EndpointPreview({ protocolId, connection }: EndpointPreviewProps) {
  const [entered] = useDebouncedValue(connection, 250);
  const endpoints = useQuery(
    api.protocols.endpoints.queryOptions({
      input: { id: protocolId, connection: entered ?? {} },
      enabled: entered !== null,
      // What is half typed is no connection: nothing is shown, and nothing is asked again.
      retry: false,
      placeholderData: keepPreviousData,
    }),
  );
  if (entered === null || endpoints.isError || !endpoints.data?.length) return null;
  return (
    <Stack gap={4} aria-live="polite" role="group" aria-label="Addresses that will be called">
      {endpoints.data.map(({ method, url }) => (
        <Group key={url} gap="xs" wrap="nowrap" align="baseline">
          <Text size="xs" c="dimmed">
            {method}
          </Text>
          <Code style={{ overflowWrap: 'anywhere' }}>{url}</Code>
        </Group>
      ))}
    </Stack>
  );
}
