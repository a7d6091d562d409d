import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

interface EntrancePageProps {
  title: string;
  /** What this is, and for whom. */
  explanation?: ReactNode;
  children: ReactNode;
}

/** A page before the app: for somebody who is not signed in yet. */
export function EntrancePage({ title, explanation, children }: EntrancePageProps) {
  useDocumentTitle(`${title} · Patchbay`);
  return (
    <Center component="main" mih="100dvh" px="md" py="xl">
      <Paper withBorder p={{ base: 'lg', sm: 'xl' }} w="100%" maw={440}>
        <Stack>
          <Logo />
          <div>
            <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
              {showControls(title)}
            </Title>
            {explanation && (
              <Text component="div" size="sm" c="dimmed" mt={4}>
                {explanation}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
