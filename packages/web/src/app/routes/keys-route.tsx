import { getRouteApi } from '@tanstack/react-router';
import { KeysPage } from '../../features/access/keys/keys-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const route = getRouteApi('/settings/keys');

/** `/settings/keys?text=…&state=…` */
export function KeysRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SettingsFrame>
      <KeysPage
        search={search}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
      />
    </SettingsFrame>
  );
}
