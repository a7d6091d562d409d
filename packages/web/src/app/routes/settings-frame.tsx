import { Group } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../api/use-session.ts';
import { NavigationLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { settingsPages } from '../settings-pages.ts';
import classes from './settings-frame.module.css';

/** A page of the settings, with the way to the others that one may see. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const permissions = useSession()?.permissions ?? [];
  const path = useLocation({ select: ({ pathname }) => pathname });
  const page = settingsPages.find(({ to }) => path.startsWith(to));
  if (!page) return null;
  return (
    <PermittedPage title={page.label} needs={page.needs} what={page.what}>
      <PageFrame
        title={page.label}
        parent={
          <Group component="nav" aria-label="Settings" gap={4}>
            {settingsPages
              .filter(({ needs }) => permissions.includes(needs))
              .map(({ to, label }) => (
                <NavigationLink key={to} to={to} label={label} className={classes.link} />
              ))}
          </Group>
        }
      >
        {children}
      </PageFrame>
    </PermittedPage>
  );
}
