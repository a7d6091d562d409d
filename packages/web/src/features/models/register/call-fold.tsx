import { Stack, Text } from '@mantine/core';
import type { ReachReport } from '@patchbay/core/api/trial-routes.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { prettyJson } from '../../../components/exchanges/pretty-json.ts';
import classes from './call-fold.module.css';

/** Exactly what was sent in a trial and what came, behind a fold. */
export function CallFold({ call }: { call: ReachReport['call'] }) {
  if (!call) return null;
  const { request, response, latencyMs } = call;
  const head = [`${request.method} ${request.url}`, ...writeHeaders(request.headers)].join('\n');
  const body = request.body === null ? '' : `\n\n${JSON.stringify(request.body, null, 2)}`;
  return (
    <details className={classes.fold}>
      <summary>Request and response</summary>
      <Stack gap="xs" mt="xs">
        <Text size="xs" c="dimmed">
          Without credentials; {Math.round(latencyMs).toLocaleString()} ms,{' '}
          {response ? `status ${response.status}` : 'no response came'}
        </Text>
        <CodeBlock label="Request">{head + body}</CodeBlock>
        {response && (
          <CodeBlock label="Response">
            {`${writeHeaders(response.headers).join('\n')}\n\n${prettyJson(response.body)}`}
          </CodeBlock>
        )}
      </Stack>
    </details>
  );
}

function writeHeaders(headers: { readonly [name: string]: string }): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
