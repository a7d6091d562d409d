import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { CallOutcome } from '../../call-endpoint.ts';
import type { Exchange } from '../../exchange.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { UnusualPurpose } from '../inputs/test-inputs.ts';

/** How one question to the endpoint ended; the exchange is null where nothing was sent. */
export interface Reply<Value> {
  readonly outcome: Outcome<Value>;
  readonly exchange: Exchange | null;
}

/** Why an input was sent. */
export type AskedPurpose = 'ordinary' | 'again' | UnusualPurpose | 'parallel' | 'last';

/** One input that was sent along the path of a run, and what came of it. */
export interface Asked extends Reply<ModelAnswer> {
  readonly purpose: AskedPurpose;
  readonly input: TestInput;
}

/** Why a request was sent that no run would send. */
export type ProbePurpose =
  | 'wrong-secret'
  | 'no-secret'
  | 'malformed'
  | 'content'
  | 'path'
  | 'method';

/** One request that should be refused, and what came of it. */
export interface Probe {
  readonly purpose: ProbePurpose;
  readonly title: string;
  readonly outcome: CallOutcome;
  readonly exchange: Exchange;
  /** Whether it was answered with success, and the answer says in words of the contract that it failed. */
  readonly reportsFailure: boolean;
}

/** All that was seen of an endpoint: what the rules look at. */
export interface CheckRecord {
  readonly depth: CheckDepth;
  readonly protocol: PredictionProtocol;
  readonly credentials: Credentials;
  /** What a model is said to know; undefined where nobody said. */
  readonly declared: Ontology | undefined;
  /** What answers were read with: what is declared, else what was listed. */
  readonly ontology: Ontology;
  /** The longest time that the contract gives an answer, else the time limit of a call. */
  readonly limitMs: number;
  /** The list of classes; null where the contract has none. */
  readonly discovery: Reply<Ontology> | null;
  /** In the order in which they were sent. */
  readonly asked: readonly Asked[];
  readonly probes: readonly Probe[];
  /** Images that were offered at an address, and whether anybody came for them; null where none was. */
  readonly offered: readonly OfferedImage[] | null;
  /** Why no more was asked; null where everything was. */
  readonly stopped: string | null;
  /** Why calls at once were not tried; null where they were. */
  readonly notAtOnce: string | null;
}

/** A reply with words for what was asked. */
export interface NamedReply extends Reply<unknown> {
  readonly about: string;
}

/** What came back along the path of a run: the classes, then every answer, in the order of the calls. */
export function listReplies({ discovery, asked }: CheckRecord): NamedReply[] {
  const answers = asked.map(({ input, outcome, exchange }) => ({
    about: input.title,
    outcome,
    exchange,
  }));
  return discovery ? [{ about: 'the list of classes', ...discovery }, ...answers] : answers;
}

/** Longer answers are read on a thread of their own, and not looked at a second time. */
const longestBody = 2_000_000;

/** The answer to look at a second time: for what reading it does not tell. */
export function responseOf({ exchange }: Reply<unknown>): HttpResponse | null {
  const response = exchange?.response;
  return response && response.body.length <= longestBody ? response : null;
}

/** An image at an address of the check. */
export interface OfferedImage {
  readonly url: string;
  wasFetched(): boolean;
}
