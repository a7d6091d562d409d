import type net from 'node:net';
import { writeAnswer, writeClasses } from './answer.ts';
import { listenOnSocket, writeResponse } from './answer-on-socket.ts';

/**
 * The model server of the benchmarks, a process of its own; `start-endpoint.ts` starts it. It costs little,
 * so that what is measured is whoever calls.
 *
 * - `POST …` answers with eight boxes in about 800 bytes; below `/after/50/` it takes 50 ms for that.
 *   Below `/spoiled/`, one answer in 25 is not JSON.
 * - `GET …/classes` answers with the classes.
 * - `GET /count` answers with the number of `POST` requests so far.
 */

const answer = writeResponse(writeAnswer());
const spoiled = writeResponse('<p>Something went wrong.</p>');
const classes = writeResponse(writeClasses());
let count = 0;

function reply(socket: net.Socket, head: string): void {
  if (head.startsWith('GET /count ')) socket.write(writeResponse(String(count)));
  else if (head.startsWith('GET ')) socket.write(classes);
  else {
    count += 1;
    const delayMs = Number(/^POST \/after\/(\d+)\//.exec(head)?.[1] ?? 0);
    const isSpoiled = count % 25 === 0 && /^POST \S*\/spoiled\//.test(head);
    const chosen = isSpoiled ? spoiled : answer;
    if (delayMs === 0) socket.write(chosen);
    else setTimeout(() => socket.write(chosen), delayMs);
  }
}

console.log(await listenOnSocket(reply, Number(process.argv[2] ?? 0)));
