import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../api/use-session.ts';
import { settingsPages } from '../settings-pages.ts';

/** `/settings`: leads to the first of its pages that one may see. */
export function SettingsRoute() {
  const permissions = useSession()?.permissions ?? [];
  const first = settingsPages.find(({ needs }) => permissions.includes(needs)) ?? settingsPages[0];
  return <Navigate to={first?.to ?? '/'} replace />;
}
