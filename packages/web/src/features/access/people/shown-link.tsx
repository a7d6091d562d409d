import { Alert, Button, Stack, Text } from '@mantine/core';
import type { OneTimeLink } from '@patchbay/core/api/people-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { CopyField } from '../../../components/copy-field.tsx';

interface ShownLinkProps {
  link: OneTimeLink;
  /** For whom it is: `mira@example.org`. */
  whom: string;
  onDone: () => void;
}

/** A one-time link, shown once, and how it gets to the one it is for. */
export function ShownLink({ link, whom, onDone }: ShownLinkProps) {
  const shown = showControls(whom);
  return (
    <Stack>
      <CopyField label={`Link for ${shown}`} value={link.url} />
      <Alert color="yellow" title="Pass it on yourself">
        <Text size="sm">
          Patchbay sends no mail. Whoever opens the link first is let in, so send it where only{' '}
          {shown} reads it: a direct message, not a channel. It works once, until{' '}
          {new Date(link.expiresAt).toLocaleString(undefined, {
            dateStyle: 'medium',
            timeStyle: 'short',
          })}
          , and is not shown again.
        </Text>
      </Alert>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  );
}
