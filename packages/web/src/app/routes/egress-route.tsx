import { getRouteApi } from '@tanstack/react-router';
import { EgressPage } from '../../features/egress/egress-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const route = getRouteApi('/settings/egress');

/** `/settings/egress`, from a refused address with `?entry=…` */
export function EgressRoute() {
  const { entry = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SettingsFrame>
      <EgressPage
        entry={entry}
        onAllowed={() => void navigate({ search: {}, replace: true, resetScroll: false })}
      />
    </SettingsFrame>
  );
}
