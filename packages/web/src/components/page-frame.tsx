import { Container, Group, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';

interface PageFrameProps {
  title: string;
  /** The way back, above the title. */
  parent?: ReactNode;
  /** State and facts beside and below the title. */
  badge?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title in the window and on the page, where it belongs, what can be done, its content. */
export function PageFrame({ title, parent, badge, subtitle, actions, children }: PageFrameProps) {
  const shownTitle = showControls(title);
  useDocumentTitle(`${shownTitle} · Patchbay`);
  return (
    <Container size={1240} px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Stack gap={6} component="header">
          {parent}
          <Group justify="space-between" gap="md" align="flex-start">
            <Group gap="sm" miw={0} style={{ flex: '1 1 260px' }}>
              <Title order={1} fz={{ base: 20, sm: 26 }} style={{ overflowWrap: 'anywhere' }}>
                {shownTitle}
              </Title>
              {badge}
            </Group>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
          {subtitle}
        </Stack>
        {children}
      </Stack>
    </Container>
  );
}
