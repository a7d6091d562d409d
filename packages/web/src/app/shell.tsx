import { AppShell, Group, Stack } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { NavigationLink } from '../components/links.tsx';
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx';
import { destinations } from './destinations.ts';
import { Logo } from './logo.tsx';
import classes from './shell.module.css';
import { SignOutButton } from './sign-out-button.tsx';

/** The frame around every page: a bar at the side, or on narrow screens one above and one below. */
export function Shell() {
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
            <SignOutButton />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" aria-label="Main">
        <Stack h="100%" justify="space-between">
          <Stack gap="lg">
            <Logo />
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
          </Stack>
          <Group justify="space-between">
            <ColourSchemeSwitch />
            <SignOutButton />
          </Group>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm">
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
      </AppShell.Footer>
    </AppShell>
  );
}
