import { setTimeout as wait } from 'node:timers/promises';
import { drip } from './chaos-call.ts';
import { answerRightly, type Fault, rawHead, sayRaw } from './fault.ts';

/** Endpoints that take their time. */
export const slowFaults: readonly Fault[] = [
  { row: 'N4', name: 'silent', wanted: { v7: 'MODEL_TIMEOUT' }, answer: () => {} },
  {
    row: 'N5',
    name: 'slow-body',
    wanted: { v7: 'MODEL_TIMEOUT' },
    answer(call) {
      call.socket.write(`${rawHead}content-length: 100000\r\n\r\n`);
      drip(call, 10, () => call.socket.write(' '));
    },
  },
  {
    row: 'N6',
    name: 'slow-headers',
    wanted: { v7: 'MODEL_TIMEOUT' },
    answer(call) {
      call.socket.write(rawHead);
      drip(call, 10, () => call.socket.write('x-drip: 1\r\n'));
    },
  },
  {
    row: 'N13',
    name: 'a-million-chunks',
    wanted: { v7: 'MODEL_TIMEOUT' },
    // Written as fast as they are taken, and without an end: the deadline is what ends them.
    answer({ socket }) {
      socket.write(`${rawHead}transfer-encoding: chunked\r\n\r\n`);
      const chunks = '1\r\n \r\n'.repeat(10_000);
      const fill = () => {
        while (!socket.destroyed && socket.write(chunks));
      };
      socket.on('drain', fill);
      fill();
    },
  },
  {
    row: 'N13',
    name: 'bad-chunk-size',
    wanted: { v7: 'MODEL_RESPONSE_INVALID' },
    answer: sayRaw(rawHead, 'transfer-encoding: chunked\r\n\r\nnine\r\n{"a":1}\r\n0\r\n\r\n'),
  },
  {
    row: 'N28',
    name: 'just-in-time',
    wanted: { v7: 'succeeds' },
    // In place of 29,990 ms: tests shorten all times alike.
    parameters: { ms: '29990' },
    async answer(call) {
      await wait(Number(call.parameters.get('ms') ?? 29_990), undefined, { ref: false });
      await answerRightly(call);
    },
  },
];
