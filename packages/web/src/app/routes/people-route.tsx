import { getRouteApi } from '@tanstack/react-router';
import { PeoplePage } from '../../features/access/people/people-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const route = getRouteApi('/settings/people');

/** `/settings/people?text=…&role=…` */
export function PeopleRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SettingsFrame>
      <PeoplePage
        search={search}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
      />
    </SettingsFrame>
  );
}
