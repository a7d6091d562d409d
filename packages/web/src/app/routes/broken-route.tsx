import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';

/** A page that failed while it was drawn. */
export function BrokenRoute({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <PageFrame title="This page could not be shown">
      <FailureNotice error={error} onRetry={reset} />
    </PageFrame>
  );
}
