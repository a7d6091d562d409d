import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import type { ReachReport } from '@patchbay/core/api/trial-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { CodeLink } from '../../../components/code-link.tsx';
import { Words } from '../../../components/words.tsx';
import { CallFold } from './call-fold.tsx';
import { reachWords } from './reach-words.ts';

const looks = {
  open: { colour: 'gray', icon: IconAlertTriangle },
  good: { colour: 'teal', icon: IconCheck },
  careful: { colour: 'yellow', icon: IconAlertTriangle },
  bad: { colour: 'red', icon: IconX },
} as const;

interface ReachNoticeProps {
  report: ReachReport;
  /** Takes the address at which a model answered instead. */
  onTakeAddress?: (connection: { readonly [field: string]: Json }) => void;
}

/** What a trial call showed: what is well, else why not and what to do, with the call itself. */
export function ReachNotice({ report, onTakeAddress }: ReachNoticeProps) {
  const { tone, title } = reachWords[report.state];
  const { colour, icon: Icon } = looks[tone];
  const { elsewhere, problem, remedy, call } = report;
  return (
    <Alert color={colour} icon={<Icon aria-hidden />} title={title}>
      <Stack gap="xs">
        {call && !problem && (
          <Text size="sm">
            <Code>{`${call.request.method} ${call.request.url}`}</Code> in{' '}
            {Math.round(call.latencyMs).toLocaleString()} ms
          </Text>
        )}
        {problem && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Words>{problem.message}</Words>
          </Text>
        )}
        {elsewhere && onTakeAddress ? (
          <Group gap="sm">
            <Text size="sm">
              A model answers with the address <Code>{String(elsewhere.connection.url)}</Code>
            </Text>
            <Button size="xs" onClick={() => onTakeAddress(elsewhere.connection)}>
              Use this address
            </Button>
          </Group>
        ) : (
          remedy && (
            <Text size="sm">
              <b>What to do:</b> <Words>{remedy}</Words>
            </Text>
          )
        )}
        {problem && (
          <Text size="xs" c="dimmed">
            <CodeLink code={problem.code} />
          </Text>
        )}
        <CallFold call={call} />
      </Stack>
    </Alert>
  );
}
