import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { IconMapQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CodeLink } from './code-link.tsx';
import { EmptyState } from './empty-state.tsx';
import { ButtonLink } from './links.tsx';
import { PageFrame } from './page-frame.tsx';

/** The page of an address that names nothing. */
export function NothingThere({ parent, code }: { parent?: ReactNode; code?: ErrorCode }) {
  return (
    <PageFrame title="No such page" parent={parent}>
      <EmptyState
        icon={<IconMapQuestion size={26} />}
        title="There is nothing at this address"
        action={<ButtonLink to="/runs">Go to the runs</ButtonLink>}
      >
        The address may be mistyped, or what it named was removed.
        {code && (
          <>
            {' '}
            <CodeLink code={code} />
          </>
        )}
      </EmptyState>
    </PageFrame>
  );
}
