import { PeoplePage } from '../../features/access/people/people-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** `/settings/people` */
export function PeopleRoute() {
  return (
    <SettingsFrame>
      <PeoplePage />
    </SettingsFrame>
  );
}
