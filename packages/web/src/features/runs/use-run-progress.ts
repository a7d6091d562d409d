import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, client } from '../../api/client.ts';
import { followRun } from './follow-run.ts';
import { laterEvent, type ShownProgress, showProgress } from './latest-progress.ts';

/** The progress of a run, pushed by the hub while the run lasts. */
export function useRunProgress(run: RunView): ShownProgress {
  const [event, setEvent] = useState<RunProgress | null>(null);
  const queryClient = useQueryClient();
  const isFollowed = !hasEnded(run.state);

  useEffect(() => {
    const readFindings = () => {
      void queryClient.invalidateQueries({
        queryKey: api.runs.summary.key({ input: { id: run.id } }),
      });
      void queryClient.invalidateQueries({ queryKey: api.items.list.key() });
    };
    const readAgain = () => {
      void queryClient.invalidateQueries({ queryKey: api.runs.get.key({ input: { id: run.id } }) });
      readFindings();
    };
    // What was read beside a run that still went on may be older than its end.
    if (!isFollowed) return readFindings();
    const page = new AbortController();
    let state = '';
    void followRun(
      {
        watch: (signal) => client.runs.watch({ id: run.id }, { signal }),
        onProgress: (received) => {
          setEvent((shown) => laterEvent(shown, received));
          if (received.state !== state) readAgain();
          state = received.state;
        },
        onLost: readAgain,
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      page.signal,
    );
    return () => {
      page.abort();
      setEvent(null); // the run as it was read says more once it has ended
    };
  }, [run.id, isFollowed, queryClient]);

  return showProgress(run, event);
}
