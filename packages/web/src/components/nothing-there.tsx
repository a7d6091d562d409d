import { IconMapQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { ButtonLink } from './links.tsx';
import { PageFrame } from './page-frame.tsx';

/** The page of an address that names nothing. */
export function NothingThere({ parent }: { parent?: ReactNode }) {
  return (
    <PageFrame title="No such page" parent={parent}>
      <EmptyState
        icon={<IconMapQuestion size={26} />}
        title="There is nothing at this address"
        action={<ButtonLink to="/runs">Go to the runs</ButtonLink>}
      >
        The address may be mistyped, or what it named was removed.
      </EmptyState>
    </PageFrame>
  );
}
