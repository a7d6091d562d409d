import { Outlet, useLocation } from '@tanstack/react-router';
import { linkPath } from './link-token.ts';
import { Shell } from './shell.tsx';
import { SignedIn } from './signed-in.tsx';

/** What stands around a page: nothing around that of a one-time link, the session and the shell around all others. */
export function Frame() {
  const isLink = useLocation({ select: ({ pathname }) => pathname === linkPath });
  if (isLink) return <Outlet />;
  return (
    <SignedIn>
      <Shell />
    </SignedIn>
  );
}
