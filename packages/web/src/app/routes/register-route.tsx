import { useNavigate } from '@tanstack/react-router';
import { RegisterPage } from '../../features/models/register-page.tsx';

/** `/models/new` */
export function RegisterRoute() {
  const navigate = useNavigate();
  return (
    <RegisterPage
      onRegistered={(modelId) => void navigate({ to: '/models/$modelId', params: { modelId } })}
    />
  );
}
