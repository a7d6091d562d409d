import { Accordion, Group, Stack, Text } from '@mantine/core';
import type { ExchangeView } from '@patchbay/core/api/item-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { CodeBlock } from '../code-block.tsx';
import { CodeLink } from '../code-link.tsx';
import { Moment } from '../moment.tsx';
import { describeSentImage } from './describe-sent-image.ts';
import { prettyJson } from './pretty-json.ts';

/** What was sent to the model and what it answered, attempt by attempt. */
export function ExchangeList({ exchanges }: { exchanges: readonly ExchangeView[] }) {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Accordion variant="contained" radius="md" value={opened} onChange={setOpened}>
      {exchanges.map((exchange) => (
        <Accordion.Item key={exchange.id} value={exchange.id}>
          <Accordion.Control>
            <Group justify="space-between" gap="xs" pr="sm">
              <Text size="sm" fw={500}>
                Attempt {exchange.attempt}
                {exchange.frame !== null && `, frame ${exchange.frame}`}:{' '}
                {describeOutcome(exchange)}
              </Text>
              <Text size="xs" c="dimmed">
                {Math.round(exchange.latencyMs).toLocaleString()} ms ·{' '}
                <Moment at={exchange.startedAt} />
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            {/* An answer may be megabytes long: it is written when somebody wants to read it. */}
            {opened === exchange.id && <Exchange exchange={exchange} />}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Exchange({ exchange }: { exchange: ExchangeView }) {
  const { request, response, problem, image } = exchange;
  const head = `${request.method} ${request.url}\n${writeHeaders(request.headers)}`;
  const sent = request.body === null ? head : `${head}\n\n${JSON.stringify(request.body, null, 2)}`;
  return (
    <Stack gap="sm">
      {problem && (
        <Text size="sm">
          {showControls(problem.message)} (<CodeLink code={problem.code} />)
        </Text>
      )}
      <Text size="xs" c="dimmed">
        Request, without credentials; files are named by their hash
      </Text>
      <CodeBlock label="Request">{sent}</CodeBlock>
      {image && (
        <Text size="xs" c="dimmed">
          {describeSentImage(image)}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {response ? `Response, status ${response.status}` : 'No response came'}
        {response?.cutFrom &&
          `; of its ${response.cutFrom.toLocaleString()} bytes only the beginning is kept`}
      </Text>
      {response && (
        <CodeBlock label="Response">
          {`${writeHeaders(response.headers)}\n\n${prettyJson(response.body)}`}
        </CodeBlock>
      )}
    </Stack>
  );
}

function describeOutcome({ response, problem }: ExchangeView): string {
  const status = response ? `status ${response.status}` : 'no response';
  return problem ? `${status}, ${problem.code}` : status;
}

function writeHeaders(headers: { readonly [name: string]: string }): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
