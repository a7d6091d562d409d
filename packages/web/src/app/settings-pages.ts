import type { Permission } from '@patchbay/core/api/route.ts';

interface SettingsPage {
  readonly to: '/settings/people' | '/settings/keys' | '/settings/egress' | '/settings/storage';
  readonly label: string;
  readonly needs: Permission;
  /** What one does there, after `To`. */
  readonly what: string;
}

/** The pages of the settings in their order. */
export const settingsPages: readonly SettingsPage[] = [
  {
    to: '/settings/people',
    label: 'People',
    needs: 'members:read',
    what: 'see and invite the people of the organisation',
  },
  { to: '/settings/keys', label: 'API keys', needs: 'keys:read', what: 'see and make API keys' },
  {
    to: '/settings/egress',
    label: 'Egress',
    needs: 'settings:read',
    what: 'see which private addresses may be called',
  },
  {
    to: '/settings/storage',
    label: 'Storage',
    needs: 'settings:read',
    what: 'see how much room data takes, and for how long it is kept',
  },
];
