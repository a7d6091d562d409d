import { type ChaosCall, drip } from './chaos-call.ts';
import { type Fault, inAll, say, sayRaw, spoil, type Verdict } from './fault.ts';
import { writeRightAnswer } from './right-answer.ts';

/** A status with the words that a server has for it. */
function status(row: string, code: number, wanted: Verdict, more: Partial<Fault> = {}): Fault {
  const body = JSON.stringify({ error: { message: `the chaos endpoint says ${code}` } });
  const headers = { 'content-type': 'application/json' };
  const answer = say({ status: code, headers, body });
  return { row, name: String(code), wanted: { v7: wanted }, answer, ...more };
}

/** 429 with a `retry-after` that is made when the call comes. */
function busy(name: string, writeRetryAfter?: (call: ChaosCall) => string): Fault {
  return {
    row: writeRetryAfter ? 'N21' : 'N22',
    name,
    wanted: { v7: 'MODEL_OVERLOADED' },
    answer(call) {
      const retryAfter = writeRetryAfter?.(call);
      const headers = { ...(retryAfter !== undefined && { 'retry-after': retryAfter }) };
      return say({ status: 429, headers, body: 'slow down' })(call);
    },
  };
}

/** Seconds to wait, where the address does not say. */
const secondsOf = ({ parameters }: ChaosCall) => Number(parameters.get('seconds') ?? 1);

/** Endpoints that say what is not an answer, or not in HTTP as it was wanted. */
export const statusFaults: readonly Fault[] = [
  {
    row: 'N19',
    name: 'http-1.0',
    wanted: { v7: 'succeeds' },
    answer(call) {
      const body = writeRightAnswer(call);
      call.socket.end(`HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${body}`);
    },
  },
  {
    row: 'N19',
    name: 'interim-flood',
    wanted: { v7: 'MODEL_RESPONSE_INVALID' },
    answer: sayRaw('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500)),
  },
  status('N19', 204, 'MODEL_RESPONSE_INVALID'),
  status('N19', 206, 'MODEL_RESPONSE_INVALID'),
  status('N19', 304, 'MODEL_RESPONSE_INVALID'),
  {
    row: 'N20',
    name: 'websocket',
    wanted: { v7: 'MODEL_RESPONSE_INVALID' },
    answer: sayRaw(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
    ),
  },
  {
    row: 'N20',
    name: 'event-stream',
    wanted: inAll('MODEL_RESPONSE_NOT_JSON'),
    answer: spoil((text) => `data: ${text}\n\ndata: [DONE]\n\n`, {
      'content-type': 'text/event-stream',
    }),
  },
  {
    row: 'N20',
    name: 'endless-events',
    wanted: inAll('MODEL_RESPONSE_NOT_JSON'),
    answer(call) {
      call.response.writeHead(200, { 'content-type': 'text/event-stream' });
      drip(call, 10, () => call.response.write('data: {"choices":[]}\n\n'));
    },
  },
  busy('seconds', (call) => String(secondsOf(call))),
  busy('date', (call) => new Date(Date.now() + 1000 * secondsOf(call)).toUTCString()),
  busy('negative', () => '-5'),
  busy('very-long', () => '1000000000'),
  busy('garbage', () => 'soon'),
  busy('without-a-word'),
  status('N23', 503, 'MODEL_OVERLOADED'),
  status('N23', 500, 'MODEL_SERVER_ERROR'),
  status('N23', 502, 'MODEL_SERVER_ERROR'),
  status('N23', 504, 'MODEL_SERVER_ERROR'),
  status('N24', 500, 'MODEL_SERVER_ERROR', { name: 'flapping', parameters: { share: '0.5' } }),
  status('N25', 401, 'MODEL_UNAUTHORIZED'),
  status('N25', 403, 'MODEL_UNAUTHORIZED'),
  status('N26', 404, 'MODEL_NOT_FOUND'),
  status('N26', 405, 'MODEL_NOT_FOUND'),
  status('N26', 413, 'MODEL_REQUEST_REJECTED'),
  {
    row: 'N27',
    name: 'login-page',
    wanted: { v7: 'MODEL_RESPONSE_NOT_JSON', foundry: 'MODEL_RESPONSE_NOT_JSON' },
    answer: say({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><html><head><title>Please log in</title></head><body>…</body></html>',
    }),
  },
];
