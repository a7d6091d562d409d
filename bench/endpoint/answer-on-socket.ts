import net from 'node:net';

/** Answers one request: writes to the socket. `head` is its first line and its headers. */
type Reply = (socket: net.Socket, head: string, receivedAt: number) => void;

/**
 * Starts a server on the loopback that speaks just so much HTTP as it is asked in here, straight on the
 * socket: it costs a third of `node:http`. Resolves with its port. `receivedAt` is the moment of
 * `performance.now()` at which the last bytes of a request were there.
 */
export function listenOnSocket(reply: Reply, port = 0): Promise<number> {
  const server = net.createServer((socket) => {
    let received = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1'); // a character for each byte
    socket.on('data', (text) => {
      const receivedAt = performance.now();
      received = takeRequests(received + String(text), (head) => reply(socket, head, receivedAt));
    });
    socket.on('error', () => socket.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
  });
}

/** Takes whole requests out of what came, and gives back the rest of it. */
function takeRequests(received: string, take: (head: string) => void): string {
  let rest = received;
  for (;;) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd === -1) return rest;
    const head = rest.slice(0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (rest.length < end) return rest;
    rest = rest.slice(end);
    take(head);
  }
}

/** An answer in JSON as it goes over the wire. */
export function writeResponse(body: string, status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
