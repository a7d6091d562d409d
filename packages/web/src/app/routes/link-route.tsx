import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LinkPage } from '../../features/access/link-page.tsx';
import { useLinkToken } from '../link-token.ts';

/** `/link`, opened as `/link#<token>` */
export function LinkRoute() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const token = useLinkToken();
  return (
    <LinkPage
      key={token}
      token={token}
      onSignedIn={() => {
        // Whoever was signed in here before is not any more.
        queryClient.clear();
        void navigate({ to: '/', replace: true });
      }}
    />
  );
}
