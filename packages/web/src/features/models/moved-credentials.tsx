import { Alert, Stack, Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconKey } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { CredentialsFields } from './credentials-fields.tsx';

interface MovedCredentialsProps extends ComponentProps<typeof CredentialsFields> {
  /** Where the stored credentials do not go. */
  origins: readonly string[];
}

/** Asks for the credentials of a model anew, since it goes where the stored ones were not entered for. */
export function MovedCredentials({ origins, ...fields }: MovedCredentialsProps) {
  return (
    <Alert color="yellow" icon={<IconKey aria-hidden />} title="Enter the credentials again">
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          The stored credentials do not go to {showControls(origins.join(' and '))} by themselves.
          Enter those for it; they take the place of the stored ones. With nothing switched on, the
          endpoint is called without credentials.
        </Text>
        <CredentialsFields {...fields} />
      </Stack>
    </Alert>
  );
}
