import { writeAnswer, writeClasses } from '../endpoint/answer.ts';
import { listenOnSocket, writeResponse } from '../endpoint/answer-on-socket.ts';

/** What the process says: its port, then each call. */
export type FromCounting =
  | { readonly port: number }
  /** `at` in milliseconds of the wall clock as the process had it when it began, which nobody sets back. */
  | { readonly at: number; readonly isAnswered: boolean };

/**
 * A model server in a process of its own, which does nothing but to note when it was asked: whoever waited
 * for a processor would count calls in a moment in which none was sent. Told `up` or `down`, it answers as
 * it should from then on, or 503 to everything.
 */
const answer = writeResponse(writeAnswer());
const classes = writeResponse(writeClasses());
const away = writeResponse('{}', '503 Service Unavailable');
let isDown = false;

process.on('message', (state) => {
  isDown = state === 'down';
});
process.on('disconnect', () => process.exit());

const port = await listenOnSocket((socket, head, receivedAt) => {
  if (head.startsWith('GET ')) return void socket.write(classes);
  socket.write(isDown ? away : answer);
  tell({ at: performance.timeOrigin + receivedAt, isAnswered: !isDown });
});
tell({ port });

function tell(message: FromCounting): void {
  process.send?.(message);
}
