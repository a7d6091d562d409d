import { Button, Divider, Stack } from '@mantine/core';
import type { SessionOptions } from '@patchbay/core/api/session.ts';

/** A way in for each service by which people sign in here, back to this page; nothing where there is none. */
export function ProviderButtons({ providers }: Pick<SessionOptions, 'providers'>) {
  if (providers.length === 0) return null;
  const back = encodeURIComponent(window.location.pathname + window.location.search);
  return (
    <Stack gap="xs">
      <Divider label="or" />
      {providers.map(({ name, path }) => (
        <Button key={path} component="a" href={`${path}?back=${back}`} variant="default">
          Sign in with {name}
        </Button>
      ))}
    </Stack>
  );
}
