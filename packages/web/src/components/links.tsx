import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
  NavLink,
  type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

/** The properties of a part of Mantine that is drawn as a link. */
type AsLink<Props> = Props & Omit<ComponentProps<'a'>, keyof Props>;

/** Mantine's parts as links of the router, with checked addresses. */
export const AnchorLink = createLink((props: AsLink<AnchorProps>) => <Anchor {...props} />);
export const ButtonLink = createLink((props: AsLink<ButtonProps>) => (
  <Button component="a" {...props} />
));
export const NavigationLink = createLink((props: AsLink<NavLinkProps>) => <NavLink {...props} />);
export const MenuItemLink = createLink((props: AsLink<MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
));
