import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { letOthers } from '../let-others.ts';
import { createDecodePool, type DecodePoolSettings } from './decode-pool.ts';
import {
  type AnswerTask,
  type ClassesTask,
  type Decoded,
  type DecodeTask,
  runTask,
} from './decode-task.ts';
import { workerFile } from './decode-thread.ts';

/** Reads what endpoints answer, without holding up the process for long. */
export interface AnswerDecoder {
  /** Reads an answer, at once where it is short. Rejects with the reason of the signal where the caller gave up. */
  decodeAnswer(
    protocol: PredictionProtocol,
    task: Omit<AnswerTask, 'kind'>,
    signal?: AbortSignal,
  ): Outcome<ModelAnswer> | Promise<Outcome<ModelAnswer>>;
  /** Reads the classes that an endpoint named. */
  decodeClasses(
    protocol: PredictionProtocol,
    task: Omit<ClassesTask, 'kind'>,
    signal?: AbortSignal,
  ): Outcome<Ontology> | Promise<Outcome<Ontology>>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Longer bodies than this, in bytes, are read on a thread of their own: this one takes some 5 to 10 ms. */
const longestInPlace = 512 * 1024;

/** Many that came together are each read at once, one right after the other, up to so many characters. */
const longestAtOnce = 64 * 1024;

const defaults: DecodePoolSettings = {
  threads: 2,
  timeLimitMs: 30_000,
  workerFile,
  idleMs: 30_000,
};

/** Makes a decoder. It has no thread before a long answer comes. */
export function createAnswerDecoder(settings: Partial<DecodePoolSettings> = {}): AnswerDecoder {
  const pool = createDecodePool({ ...defaults, ...settings });

  function decode<Result extends Decoded>(
    protocol: PredictionProtocol,
    task: DecodeTask,
    signal?: AbortSignal,
  ): Outcome<Result> | Promise<Outcome<Result>> {
    const { body } = task.response;
    const read = () => runTask(protocol, task) as Outcome<Result>;
    if (body.length <= longestAtOnce) return read();
    if (isShort(body) || !isListed(protocol)) return letOthers().then(read);
    return pool.run(protocol.id, task, signal) as Promise<Outcome<Result>>;
  }

  return {
    decodeAnswer: (protocol, task, signal) => decode(protocol, { ...task, kind: 'answer' }, signal),
    decodeClasses: (protocol, task, signal) =>
      decode(protocol, { ...task, kind: 'classes' }, signal),
    close: () => pool.close(),
  };
}

function isShort(body: string): boolean {
  if (body.length <= longestInPlace / 3) return true;
  return body.length <= longestInPlace && Buffer.byteLength(body) <= longestInPlace;
}

/** A thread finds the protocol by its id; one that is not in the list is there on this thread alone. */
function isListed(protocol: PredictionProtocol): boolean {
  const listed = findProtocol(protocol.id);
  return listed.ok && listed.value === protocol;
}
