import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type fc from 'fast-check';
import type { AnsweredRow, ModelInput } from '../model-input.ts';
import type { PredictionProtocol, ProtocolContext } from '../prediction-protocol.ts';
import type { Carried } from './arbitrary-annotation.ts';
import type { AnswerCase } from './arbitrary-answer.ts';

/** A protocol with what the suite has to know to test it. */
export interface ProtocolUnderTest<Connection extends { url: string }> {
  readonly protocol: PredictionProtocol<Connection>;
  /** Connections as a user enters them. */
  readonly connections: readonly ConnectionUnderTest[];
  readonly carried: Carried;
  /** Answers about long rows, whose reading could take long: they are mutated beside the generated ones. */
  readonly longAnswers?: readonly LongAnswer[];
  /** Whether the contract can carry an answer; where it is left out, it can carry every one. */
  canCarry?(answer: AnswerCase): boolean;
}

/** An answer as it comes, about a row that is longer than those that are generated. */
export interface LongAnswer {
  readonly body: Json;
  readonly row: AnsweredRow;
  readonly ontology: Ontology;
}

/** A connection with the parameters that reach the server over it. */
export interface ConnectionUnderTest {
  readonly entered: { readonly url: string; readonly [field: string]: Json };
  readonly parameters: fc.Arbitrary<{ [name: string]: Json }>;
  /** Types of rows that can be told from its requests; all of the protocol where it is left out. */
  readonly dataRowTypes?: readonly DataRowType[];
  /** Whether what is attached to rows reaches the server over it. */
  readonly attachments?: boolean;
  /** What of an input reaches the server, where the contract carries less; all of it where it is left out. */
  arrives?(input: ModelInput): ModelInput;
}

/** The ontology of a model that knows no class. */
export const emptyOntology: Ontology = { tools: [], classifications: [] };

/** A context as a hub makes it, over the first of the connections unless another is given. */
export function createContext<Connection extends { url: string }>(
  { protocol, connections }: ProtocolUnderTest<Connection>,
  ontology: Ontology,
  entered = connections[0]?.entered,
): ProtocolContext<Connection> {
  return { connection: protocol.connectionSchema.parse(entered), ontology, parameters: {} };
}
