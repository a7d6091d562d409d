import net from 'node:net';
import { writeAnswer, writeClasses } from './answer.ts';

/**
 * The model server of the benchmarks, a process of its own; `start-endpoint.ts` starts it. It speaks just
 * so much HTTP as it is asked in here, straight on the socket: it costs a third of `node:http`, so that
 * what is measured is whoever calls.
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

function writeResponse(body: string): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

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

/** Takes whole requests out of what came, and gives back the rest of it. */
function replyToAll(socket: net.Socket, received: string): string {
  let rest = received;
  for (;;) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd === -1) return rest;
    const head = rest.slice(0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (rest.length < end) return rest;
    rest = rest.slice(end);
    reply(socket, head);
  }
}

const server = net.createServer((socket) => {
  let received = '';
  socket.setNoDelay(true);
  socket.setEncoding('latin1'); // a character for each byte
  socket.on('data', (text) => {
    received = replyToAll(socket, received + String(text));
  });
  socket.on('error', () => socket.destroy());
});

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
  console.log(address.port);
});
