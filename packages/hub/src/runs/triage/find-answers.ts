import { isAnswerStatus } from '@patchbay/connect/response/status-problem.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { MadeCall } from './decode-store.ts';

/**
 * Which of the calls of an item brought its answer: the last that the model answered, for each frame
 * where a video was sent frame by frame. Fails where one of them has none that is kept whole:
 * RUN_ANSWER_MISSING, RUN_EXCHANGE_REMOVED, RUN_EXCHANGE_CUT.
 */
export function findAnswers(
  calls: readonly MadeCall[],
  frames: readonly (number | null)[],
): Outcome<{ frame: number | null; callId: string }[]> {
  const found: { frame: number | null; callId: string }[] = [];
  for (const frame of frames) {
    const made = calls.filter((call) => call.frame === frame);
    const answer = made.findLast(({ status }) => status !== null && isAnswerStatus(status));
    if (!answer?.callId) return fail(explainMissing(made, frame));
    if (answer.cutFrom !== null) {
      const message = `${place(frame)}Of the answer of ${answer.cutFrom.toLocaleString('en')} bytes only the beginning was kept.`;
      return fail({ code: 'RUN_EXCHANGE_CUT', message });
    }
    found.push({ frame, callId: answer.callId });
  }
  return succeed(found);
}

function explainMissing(made: readonly MadeCall[], frame: number | null) {
  if (made.some(({ callId, isKept }) => callId !== null && !isKept)) {
    const message = `${place(frame)}The exchange was removed after its time.`;
    return { code: 'RUN_EXCHANGE_REMOVED' as const, message };
  }
  const status = made.findLast((call) => call.status !== null)?.status;
  const message = status
    ? `${place(frame)}The model answered with status ${status} only.`
    : `${place(frame)}The model has not answered.`;
  return { code: 'RUN_ANSWER_MISSING' as const, message };
}

function place(frame: number | null): string {
  return frame === null ? '' : `Frame ${frame}: `;
}
