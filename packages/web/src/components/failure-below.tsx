import { FailureNotice } from './failure-notice.tsx';

/** What went wrong with one of several buttons in a row: below all of them, as wide as they are together. */
export function FailureBelow({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <div style={{ order: 1, flexBasis: '100%' }}>
      <FailureNotice error={error} />
    </div>
  );
}
