import { parentPort } from 'node:worker_threads';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { type Decoded, type FromThread, runTask, type ToThread } from './decode-task.ts';
import { writePieces } from './write-pieces.ts';

/**
 * The thread on which long answers are read. It keeps the annotations of the last one until they are
 * asked for, piece by piece: given at once, they would hold up the thread that receives them.
 */
const port = parentPort;
if (!port) throw new Error('This file is run as a worker thread, by decode-thread.ts.');

let pieces: Iterator<string, void> = writePieces([]);

port.on('message', (message: ToThread) => port.postMessage(reply(message)));

function reply(message: ToThread): FromThread {
  try {
    if (message.kind === 'next') return { kind: 'piece', json: pieces.next().value ?? null };
    const protocol = findProtocol(message.protocolId);
    if (!protocol.ok) throw new Error(protocol.problem.message);
    return { kind: 'outcome', outcome: keepAnnotations(runTask(protocol.value, message.task)) };
  } catch (error) {
    return { kind: 'thrown', error };
  }
}

function keepAnnotations(outcome: Outcome<Decoded>): Outcome<Decoded> {
  const isAnswer = outcome.ok && 'annotations' in outcome.value;
  pieces = writePieces(isAnswer ? outcome.value.annotations : []);
  return isAnswer ? { ...outcome, value: { ...outcome.value, annotations: [] } } : outcome;
}
