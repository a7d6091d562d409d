import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { isSettled, type RunProgress } from '@patchbay/core/run/run-progress.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, client } from '../../api/client.ts';
import { followRun } from './follow-run.ts';
import { laterEvent, type ShownProgress, showProgress } from './latest-progress.ts';

/** What a page knows of the progress of a run. */
interface FollowedProgress {
  readonly progress: ShownProgress;
  /** Whether the hub has stopped to answer: the progress is the last that was seen. */
  readonly isLost: boolean;
}

/** The progress of a run, pushed by the hub while the run lasts. */
export function useRunProgress(run: RunView): FollowedProgress {
  const [event, setEvent] = useState<RunProgress | null>(null);
  const [isLost, setIsLost] = useState(false);
  const queryClient = useQueryClient();
  const isFollowed = !isSettled(run);
  const wasFollowed = useRef(false);
  const { finishedAt } = run;

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
    if (!isFollowed) {
      if (wasFollowed.current || hasJustEnded(finishedAt)) readFindings();
      return;
    }
    wasFollowed.current = true;
    const page = new AbortController();
    let state = '';
    void followRun(
      {
        watch: (signal) => client.runs.watch({ id: run.id }, { signal }),
        onProgress: (received) => {
          setIsLost(false);
          setEvent((shown) => laterEvent(shown, received));
          // At the end of a run that was cancelled its state is an old one, its counts are not.
          if (received.state !== state || isSettled(received)) readAgain();
          state = received.state;
        },
        onLost: (times) => {
          setIsLost(times > 1); // once is a stream that ended; a hub that is there opens another
          readAgain();
        },
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      page.signal,
    );
    return () => {
      page.abort();
      setIsLost(false);
      setEvent(null); // the run as it was read says more once it has ended
    };
  }, [run.id, isFollowed, queryClient, finishedAt]);

  return { progress: showProgress(run, event), isLost };
}

/** Whether a run ended within the last minute, by a clock that may be another than that of the hub. */
function hasJustEnded(finishedAt: string | null): boolean {
  return finishedAt === null || Math.abs(Date.now() - Date.parse(finishedAt)) < 60_000;
}
