import type { ChaosCall } from './chaos-call.ts';
import { answerRightly, type Fault, rawHead } from './fault.ts';
import { writeRightAnswer } from './right-answer.ts';

const lost = { v7: 'MODEL_CONNECTION_LOST' } as const;

/** Connections that end before their time, or carry what is not theirs. */
export const connectionFaults: readonly Fault[] = [
  { row: 'N7', name: 'closed', wanted: lost, answer: ({ socket }) => void socket.end() },
  { row: 'N7', name: 'reset', wanted: lost, answer: ({ socket }) => void socket.resetAndDestroy() },
  {
    row: 'N7',
    name: 'reset-in-body',
    wanted: lost,
    answer({ socket }) {
      socket.write(`${rawHead}content-length: 50\r\n\r\n{"a"`, () => socket.resetAndDestroy());
    },
  },
  {
    row: 'N8',
    name: 'vanished',
    wanted: { v7: 'MODEL_TIMEOUT' },
    shownOn: 2,
    // The first call of a connection is answered, and the connection kept; nobody is there for the next.
    answer: (call) => (call.onConnection === 1 ? answerRightly(call) : undefined),
  },
  {
    row: 'N9',
    name: 'closed-as-we-send',
    wanted: lost,
    shownOn: 2,
    answer(call) {
      if (call.onConnection === 1) return answerRightly(call);
      call.socket.destroy();
    },
  },
  {
    row: 'N10',
    name: 'length-too-long',
    wanted: lost,
    answer({ socket }) {
      socket.end(`${rawHead}content-length: 100\r\n\r\n{"a":1}`);
    },
  },
  {
    row: 'N10',
    name: 'chunk-cut-off',
    wanted: lost,
    answer({ socket }) {
      socket.end(`${rawHead}transfer-encoding: chunked\r\n\r\n8\r\n{"a":1}`);
    },
  },
  {
    row: 'N11',
    name: 'second-answer',
    wanted: { v7: 'succeeds' },
    // What follows the right answer is a whole answer too, made up for the next call.
    answer: (call) => writeWithExtra(call, `${rawHead}content-length: 9\r\n\r\n"stolen!"`),
  },
  {
    row: 'N11',
    name: 'extra-bytes',
    wanted: { v7: 'succeeds' },
    answer: (call) => writeWithExtra(call, '"stolen!"'),
  },
  {
    row: 'N12',
    name: 'latest-first',
    wanted: { v7: 'succeeds' },
    // Of calls that are under way together, the one that came last is answered first.
    answer: createLatestFirst(),
  },
];

function createLatestFirst(): Fault['answer'] {
  const waiting: ChaosCall[] = [];
  const answerAll = () => {
    for (const call of waiting.splice(0).reverse()) void answerRightly(call);
  };
  return (call) => {
    waiting.push(call);
    if (waiting.length === 1) setTimeout(answerAll, 30);
  };
}

function writeWithExtra(call: ChaosCall, extra: string): void {
  const body = writeRightAnswer(call);
  call.socket.write(`${rawHead}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}${extra}`);
}
