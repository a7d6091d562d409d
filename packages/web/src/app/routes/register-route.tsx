import { getRouteApi } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { RegisterPage } from '../../features/models/register/register-page.tsx';

const route = getRouteApi('/models/new');

/** `/models/new` */
export function RegisterRoute() {
  const { step = 'contract', from = null } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PermittedPage title="Register a model" needs="models:write" what="register a model">
      <RegisterPage
        key={from}
        step={step}
        onStep={(next) =>
          void navigate({ search: (before) => ({ ...before, step: next }), resetScroll: false })
        }
        from={from}
        onRegistered={(modelId) => void navigate({ to: '/models/$modelId', params: { modelId } })}
      />
    </PermittedPage>
  );
}
