import { IconPlayerPlay } from '@tabler/icons-react';
import { ButtonLink } from '../../components/links.tsx';
import { Permitted } from '../../components/permitted.tsx';
import type { GivenDraft } from './define/run-draft.ts';

/** Leads to the page where a run is defined, with what is known of it already. */
export function StartRunLink({ draft = {} }: { draft?: GivenDraft }) {
  return (
    <Permitted to="runs:write">
      <ButtonLink
        to="/runs/new"
        search={draft}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
      >
        Start run
      </ButtonLink>
    </Permitted>
  );
}
