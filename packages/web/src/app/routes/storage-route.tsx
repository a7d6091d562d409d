import { StoragePage } from '../../features/storage/storage-page.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** `/settings/storage` */
export function StorageRoute() {
  return (
    <SettingsFrame>
      <StoragePage />
    </SettingsFrame>
  );
}
