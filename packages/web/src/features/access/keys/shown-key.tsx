import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import { apiBase } from '../../../api/client.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { CopyField } from '../../../components/copy-field.tsx';

interface ShownKeyProps {
  created: { key: string; apiKey: ApiKeyView };
  onDone: () => void;
}

/** A new key, shown this once, with a call that uses it. */
export function ShownKey({ created: { key, apiKey }, onDone }: ShownKeyProps) {
  return (
    <Stack>
      <CopyField label={`Key “${apiKey.name}”`} value={key} />
      <Alert color="yellow" title="Copy it now">
        <Text size="sm">
          The hub keeps only a fingerprint of it: nobody can show it again. Whoever has it may do
          what its scopes say.
        </Text>
      </Alert>
      <CodeBlock label="A call with the key">{exampleCall(apiKey)}</CodeBlock>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  );
}

/** A call that the scopes of the key allow; the key itself is left for the environment. */
function exampleCall({ scopes }: ApiKeyView): string {
  const readable = ['runs', 'models', 'datasets'] as const;
  const what = readable.find((name) => scopes.includes(`${name}:read`)) ?? 'session';
  return [
    'export PATCHBAY_API_KEY=…',
    `curl -H "Authorization: Bearer $PATCHBAY_API_KEY" \\`,
    `  ${window.location.origin}${apiBase}/${what}`,
  ].join('\n');
}
