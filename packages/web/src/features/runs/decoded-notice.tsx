import { Alert } from '@mantine/core';
import type { RunAction } from '@patchbay/core/run/run-action.ts';

/** What came of decoding again, as far as it was when the hub answered. */
export function DecodedNotice({ action }: { action: RunAction }) {
  const { state, total, done, changed, kept } = action;
  const goesOn =
    state === 'open' ? `; the hub goes on with the other ${(total - done).toLocaleString()}` : '';
  return (
    <Alert color={changed > 0 ? 'teal' : 'yellow'} title="Decoded again, without calling the model">
      Of {done.toLocaleString()} items {changed.toLocaleString()} could be read{goesOn}.
      {kept.map(({ code, title, count }) => (
        <div key={code}>
          {count.toLocaleString()} {count === 1 ? 'stays as it was' : 'stay as they were'}: {title}.
        </div>
      ))}
    </Alert>
  );
}
