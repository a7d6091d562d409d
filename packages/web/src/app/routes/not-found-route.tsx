import { NothingThere } from '../../components/nothing-there.tsx';

/** Any address that is none of ours. */
export function NotFoundRoute() {
  return <NothingThere />;
}
