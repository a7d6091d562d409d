import { useSession } from '../api/use-session.ts';
import { careDestinations, type Destination, workDestinations } from './destinations.ts';

/** Where the one who is signed in may go. */
export function useDestinations() {
  const permissions = useSession()?.permissions ?? [];
  const isOpen = ({ needs }: Destination) =>
    needs.some((permission) => permissions.includes(permission));
  return { work: workDestinations.filter(isOpen), care: careDestinations.filter(isOpen) };
}
