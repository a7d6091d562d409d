import { IconBox, IconPhoto, IconPlayerPlay } from '@tabler/icons-react';

/** Where the navigation leads. */
export const destinations = [
  { to: '/runs', label: 'Runs', icon: IconPlayerPlay },
  { to: '/models', label: 'Models', icon: IconBox },
  { to: '/datasets', label: 'Datasets', icon: IconPhoto },
] as const;
