import { connect, type Socket } from 'node:net';

/** What came back over a connection until it ended, or until nothing more was to be waited for. */
export interface RawAnswer {
  /** All that came, byte by character. */
  readonly text: string;
  /** The status of the first answer; null where there was none. */
  readonly status: number | null;
  /** The body of the first answer as JSON; null where it has none. */
  readonly body: Record<string, unknown> | null;
  /** Bytes that the other side took. */
  readonly sentBytes: number;
}

interface Sending {
  /** Sent again and again after the first bytes, for as long as the other side takes it. */
  readonly endless?: string | Uint8Array;
  /** Whether what came so far is all that is waited for. Without it: until the other side ends. */
  readonly isEnough?: (text: string) => boolean;
}

/** Sends bytes to a port of this machine as they are, right or wrong, and reads what comes back. */
export function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  { endless, isEnough = () => false }: Sending = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      if (endless !== undefined) pump(socket, endless);
    });
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      if (isEnough(text)) socket.destroy();
    });
    socket.on('error', () => {}); // a connection that is reset has ended
    socket.on('close', () => resolve(readAnswer(text, socket.bytesWritten)));
  });
}

/** Whether one whole answer has come that says how long it is. */
export function isOneAnswer(text: string): boolean {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return length !== undefined && rest.join('\r\n\r\n').length >= Number(length);
}

function pump(socket: Socket, piece: string | Uint8Array): void {
  while (socket.writable && socket.write(piece)) {
    // until the other side is slower
  }
  socket.once('drain', () => pump(socket, piece));
}

function readAnswer(text: string, sentBytes: number): RawAnswer {
  const status = /^HTTP\/1\.1 (?!1)(\d{3})/m.exec(text)?.[1];
  const json = /^\{.*\}/m.exec(text)?.[0];
  return {
    text,
    status: status === undefined ? null : Number(status),
    body: json === undefined ? null : JSON.parse(Buffer.from(json, 'latin1').toString()),
    sentBytes,
  };
}
