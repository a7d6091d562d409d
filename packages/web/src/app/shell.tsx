import { AppShell, Group, Stack } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { NavigationLink } from '../components/links.tsx';
import { Logo } from '../components/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx';
import type { Destination } from './destinations.ts';
import classes from './shell.module.css';
import { useDestinations } from './use-destinations.ts';

/** The frame around every page: a bar at the side, or on narrow screens one above and one below. */
export function Shell() {
  const { work, care } = useDestinations();
  return (
    <AppShell
      layout="alt"
      padding={0}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: true } }}
      header={{ height: { base: 52, sm: 0 } }}
      footer={{ height: { base: 58, sm: 0 } }}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm" px="md">
        <Group h="100%" justify="space-between">
          <Logo />
          <Group gap="xs">
            <ColourSchemeSwitch />
            <AccountMenu isNarrow />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" p="md" aria-label="Main">
        <Stack h="100%" justify="space-between">
          <Stack gap="lg">
            <Logo />
            <SideLinks destinations={work} />
          </Stack>
          <Stack gap="md">
            <SideLinks destinations={care} />
            <ColourSchemeSwitch />
            <AccountMenu />
          </Stack>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm">
        <TabLinks destinations={work} />
      </AppShell.Footer>
    </AppShell>
  );
}

interface LinksProps {
  destinations: readonly Destination[];
}

function SideLinks({ destinations }: LinksProps) {
  return (
    <Stack gap={4}>
      {destinations.map(({ to, label, icon: Icon }) => (
        <NavigationLink
          key={to}
          to={to}
          label={label}
          leftSection={<Icon size={18} aria-hidden />}
          className={classes.link}
        />
      ))}
    </Stack>
  );
}

function TabLinks({ destinations }: LinksProps) {
  return (
    <nav className={classes.tabs} aria-label="Main">
      {destinations.map(({ to, label, icon: Icon }) => (
        <NavigationLink
          key={to}
          to={to}
          className={classes.tab}
          label={label}
          leftSection={<Icon size={20} aria-hidden />}
        />
      ))}
    </nav>
  );
}
