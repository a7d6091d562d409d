import { useNavigate } from '@tanstack/react-router';
import { PermittedPage } from '../../components/permitted-page.tsx';
import { RegisterPage } from '../../features/models/register-page.tsx';

/** `/models/new` */
export function RegisterRoute() {
  const navigate = useNavigate();
  return (
    <PermittedPage title="Register a model" needs="models:write" what="register a model">
      <RegisterPage
        onRegistered={(modelId) => void navigate({ to: '/models/$modelId', params: { modelId } })}
      />
    </PermittedPage>
  );
}
