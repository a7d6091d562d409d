import { getRouteApi } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { AuditPage } from '../../features/access/audit/audit-page.tsx';

const route = getRouteApi('/audit');

/** `/audit?actor=…&action=…&from=…&to=…` */
export function AuditRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PermittedPage title="Audit" needs="audit:read" what="read who changed what">
      <AuditPage
        search={search}
        onSearch={(next) => void navigate({ search: next, resetScroll: false })}
      />
    </PermittedPage>
  );
}
