import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { WarningCode } from '@patchbay/core/error/warning-codes.ts';
import type { ChaosCall } from './chaos-call.ts';
import { type Contract, writeRightAnswer } from './right-answer.ts';

/** What becomes of the item: the code of its failure, of the warning beside its answer, or nothing. */
export type Verdict = ErrorCode | WarningCode | 'succeeds';

/** One way in which an endpoint goes wrong: a row of the table of faults, and which of its cases. */
export interface Fault {
  /** The row: `N14`. */
  readonly row: string;
  /** The case, in the address behind the row: `/N14/endless`. The first of a row needs no name there. */
  readonly name: string;
  /** What a caller makes of it, for each contract in which it can be shown. */
  readonly wanted: { readonly [contract in Contract]?: Verdict };
  /** On which call of a connection it shows itself; 1 where it is left out. */
  readonly shownOn?: number;
  /** How it shows itself where the address does not say otherwise: `{ share: '0.5' }`. */
  readonly parameters?: { readonly [name: string]: string };
  readonly answer: (call: ChaosCall) => void | Promise<void>;
}

/** The same verdict in every contract. */
export function inAll(verdict: Verdict): Fault['wanted'] {
  return { v7: verdict, foundry: verdict, 'openai-chat': verdict };
}

/** An answer of HTTP, bytes included. */
export interface SpokenAnswer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
}

const jsonHeaders = { 'content-type': 'application/json' };

/** A fault that is said in good HTTP. */
export function say(answer: SpokenAnswer): Fault['answer'] {
  return ({ response }) => {
    const { status = 200, headers = jsonHeaders, body = '' } = answer;
    response.writeHead(status, { ...headers }).end(body);
  };
}

/** A fault in the right answer: its text is changed, and perhaps its headers. */
export function spoil(
  change: (text: string, call: ChaosCall) => string | Uint8Array,
  headers: SpokenAnswer['headers'] = jsonHeaders,
): Fault['answer'] {
  return (call) => say({ headers, body: change(writeRightAnswer(call), call) })(call);
}

/** A fault below HTTP: these bytes go over the socket. */
export function sayRaw(...pieces: readonly (string | Uint8Array)[]): Fault['answer'] {
  return ({ socket }) => {
    for (const piece of pieces) socket.write(piece);
  };
}

/** The beginning of an answer that is written by hand. */
export const rawHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Answers as the contract wants it. */
export const answerRightly: Fault['answer'] = spoil((text) => text);
