import { KeysPage } from '../../features/access/keys/keys-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** `/settings/keys` */
export function KeysRoute() {
  return (
    <SettingsFrame>
      <KeysPage />
    </SettingsFrame>
  );
}
