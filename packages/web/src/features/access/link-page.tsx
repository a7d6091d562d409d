import { Loader } from '@mantine/core';
import type { LinkView } from '@patchbay/core/api/session.ts';
import { useQuery } from '@tanstack/react-query';
import { readLink } from '../../api/session.ts';
import { EntrancePage } from '../../components/entrance-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { LinkForm } from './link-form.tsx';
import { SignInByLink } from './sign-in-by-link.tsx';

interface LinkPageProps {
  /** Null where the address had none, or had it before the page was loaded again. */
  token: string | null;
  onSignedIn: () => void;
}

/** Where one-time links lead: asks the hub what the link is for, then for what that takes. */
export function LinkPage({ token, onSignedIn }: LinkPageProps) {
  return token === null ? <NoToken /> : <KnownLink token={token} onSignedIn={onSignedIn} />;
}

function NoToken() {
  return (
    <EntrancePage
      title="Open the link once more"
      explanation="This page forgets the link when it is loaded again, so that nobody finds it here. Open the whole link again, from the terminal or the message that you have it from: it is not used up."
    >
      <ToSignIn />
    </EntrancePage>
  );
}

function KnownLink({ token, onSignedIn }: { token: string; onSignedIn: () => void }) {
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => readLink(token),
    // Asked once: after its use the link is worth nothing, and the page is about to leave.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (link.error) {
    return (
      <EntrancePage title="The link does not work">
        <FailureNotice error={link.error} />
        <ToSignIn />
      </EntrancePage>
    );
  }
  if (!link.data) {
    return (
      <EntrancePage title="One moment">
        <Loader size="sm" role="status" aria-label="Loading" />
      </EntrancePage>
    );
  }
  return <LinkUse link={link.data} token={token} onSignedIn={onSignedIn} />;
}

function LinkUse(props: { link: LinkView; token: string; onSignedIn: () => void }) {
  if (props.link.purpose === 'sign-in') return <SignInByLink {...props} />;
  return <LinkForm {...props} purpose={props.link.purpose} />;
}

function ToSignIn() {
  return (
    <ButtonLink to="/" variant="default">
      Go to the sign-in
    </ButtonLink>
  );
}
