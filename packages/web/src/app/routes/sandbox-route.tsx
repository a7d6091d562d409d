import { getRouteApi } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { SandboxPage } from '../../features/sandbox/sandbox-page.tsx';

const route = getRouteApi('/sandbox');

/** `/sandbox?prompt=…&models=…,…` */
export function SandboxRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PermittedPage title="Sandbox" needs="models:use" what="talk to models">
      <SandboxPage
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
      />
    </PermittedPage>
  );
}
