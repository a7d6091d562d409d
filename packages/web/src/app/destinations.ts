import type { Permission } from '@patchbay/core/api/route.ts';
import {
  IconBox,
  IconHelpCircle,
  IconHistory,
  IconMessages,
  IconPhoto,
  IconPlayerPlay,
  IconScale,
  IconSettings,
} from '@tabler/icons-react';

export interface Destination {
  readonly to:
    | '/runs'
    | '/evaluations'
    | '/models'
    | '/sandbox'
    | '/datasets'
    | '/audit'
    | '/settings'
    | '/help';
  readonly label: string;
  readonly icon: typeof IconBox;
  /** Any one of these lets somebody go there; others are not shown the way. */
  readonly needs: readonly Permission[];
}

/** Where the work is. */
export const workDestinations: readonly Destination[] = [
  { to: '/runs', label: 'Runs', icon: IconPlayerPlay, needs: ['runs:read'] },
  { to: '/evaluations', label: 'Evaluations', icon: IconScale, needs: ['evaluations:read'] },
  { to: '/models', label: 'Models', icon: IconBox, needs: ['models:read'] },
  { to: '/sandbox', label: 'Sandbox', icon: IconMessages, needs: ['models:use'] },
  { to: '/datasets', label: 'Datasets', icon: IconPhoto, needs: ['datasets:read'] },
];

/** Where the organisation is looked after. */
export const careDestinations: readonly Destination[] = [
  { to: '/audit', label: 'Audit', icon: IconHistory, needs: ['audit:read'] },
  {
    to: '/settings',
    label: 'Settings',
    icon: IconSettings,
    needs: ['members:read', 'keys:read', 'settings:read'],
  },
  // What everybody may read who may read anything.
  { to: '/help', label: 'Help', icon: IconHelpCircle, needs: ['protocols:read'] },
];
