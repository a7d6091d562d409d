import { Code } from '@mantine/core';
import type { Permission } from '@patchbay/core/api/route.ts';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { rolesWith, usePermission, useSession } from '../api/use-session.ts';
import { EmptyState } from './empty-state.tsx';
import { ButtonLink } from './links.tsx';
import { PageFrame } from './page-frame.tsx';
import { oneOf, withArticle } from './role-words.ts';

interface PermittedPageProps {
  title: string;
  needs: Permission;
  /** What the page is for: `see and invite people`. */
  what: string;
  children: ReactNode;
}

/** A page for those who may see it; the others are told kindly what it takes and who can give it. */
export function PermittedPage({ title, needs, what, children }: PermittedPageProps) {
  return usePermission(needs) ? children : <RefusedPage title={title} needs={needs} what={what} />;
}

function RefusedPage({ title, needs, what }: Omit<PermittedPageProps, 'children'>) {
  const session = useSession();
  const able = oneOf(rolesWith(needs));
  return (
    <PageFrame title={title}>
      <EmptyState
        icon={<IconLock size={26} />}
        title={`This page is not for ${session?.role ? `${session.role}s` : 'this key'}`}
        action={<ButtonLink to="/runs">Go to the runs</ButtonLink>}
      >
        To {what} it takes {able}
        {session?.role && `; you are ${withArticle(session.role)} of ${session.organisation.name}`}.
        Ask one of them to do it for you, or to give you another role under Settings → People. (
        <Code>{needs}</Code>)
      </EmptyState>
    </PageFrame>
  );
}
