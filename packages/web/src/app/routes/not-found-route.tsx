import { IconMapQuestion } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';

/** Any address that is none of ours. */
export function NotFoundRoute() {
  return (
    <PageFrame title="No such page">
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
