import type { Annotation, AnnotationKind } from '@patchbay/core/annotation/annotation.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { ImageDelivery } from '@patchbay/core/data-row/sent-image.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { AuthenticationKind } from '@patchbay/core/model/credentials.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { AnswerReading } from '@patchbay/core/prediction/answer-reading.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import type * as z from 'zod';
import type { ChatProtocol } from './chat-protocol.ts';
import type { ProtocolConformance } from './conformance.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { AnsweredRow, ModelInput } from './model-input.ts';

/** What both sides know besides the message itself. */
export interface ProtocolContext<Connection> {
  readonly connection: Connection;
  readonly ontology: Ontology;
  readonly parameters: { readonly [name: string]: Json };
}

/** What a model said about one data row. */
export interface ModelAnswer {
  readonly annotations: readonly Annotation[];
  /** How the answer was held against its contract, where the connection lets a user choose. */
  readonly reading?: AnswerReading;
  /** What the answer took, where the server says. */
  readonly usage?: TokenUsage;
  /** The version that the server says it is; recorded beside our revision. */
  readonly reportedVersion?: string;
}

/** What a model server reads from a request. */
export interface PredictionRequest {
  readonly input: ModelInput;
  readonly parameters: { readonly [name: string]: Json };
  /** Set where the caller wants the answer as a stream of events. */
  readonly stream?: StreamOptions;
}

/** How the caller wants a stream. */
export interface StreamOptions {
  /** Whether it ends with what the answer cost. */
  readonly includeUsage: boolean;
}

/** An address that is called for a connection. */
export interface Endpoint {
  readonly purpose: 'predictions' | 'classes';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Where else servers of the contract are found: worth a try in a check, where this address has nothing. */
  readonly alternatives: readonly Alternative[];
}

/** An address that somebody may have meant. */
export interface Alternative {
  /** What would be called. */
  readonly url: string;
  /** What the connection has otherwise, so that it is called. */
  readonly connection: { readonly url: string; readonly [setting: string]: Json };
}

/** Answers to questions of its own, the frame of a video, the name by which relations refer to it. */
export type AnnotationDetail = 'classifications' | 'frame' | 'id';

/** See {@link PredictionProtocol.videoDelivery}. */
export type VideoDelivery = 'frame-by-frame' | 'frames' | 'url';

/**
 * A contract on the wire for predictions, in both directions. Pure: messages in, messages out.
 * A protocol is an object of this shape in a folder of its own, listed in `protocols.ts`, and it
 * passes `testing/prediction-protocol-suite.ts`. How to add one: docs/how-to/add-a-protocol.md.
 */
export interface PredictionProtocol<Connection extends { url: string } = { url: string }> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly documentationUrl: string;
  readonly dataRowTypes: readonly DataRowType[];
  readonly annotationKinds: readonly AnnotationKind[];
  /** What of an annotation, beside its class, confidence and shape, an answer of this contract can say. */
  readonly annotationDetails: readonly AnnotationDetail[];
  readonly authentication: readonly AuthenticationKind[];
  /** The time limit of a call for models that set none, in milliseconds: what the contract demands, if it does. */
  readonly defaultTimeoutMs: number;
  /** Checks what a user enters, and draws the form for it. */
  readonly connectionSchema: z.ZodType<Connection>;
  /** What a run may set of every model of the contract, where a model declares no parameters of its own. */
  readonly runParametersSchema?: z.ZodType;
  /** The addresses that are called, to be shown while a user types. */
  listEndpoints?(connection: Connection): readonly Endpoint[];
  /** How images reach the endpoint; base64 where it is left out. */
  imageDelivery?(connection: Connection): ImageDelivery;
  /** Pixels of the longest side that an image is sent with; null or left out: as it is. */
  maximumImageSide?(connection: Connection): number | null;

  /** Whether a request can say which part of an image is meant. */
  readonly takesRegions?: boolean;

  /**
   * How a video reaches the endpoint: each sampled frame in a call of its own, as an image; its frames
   * in one call; or the address of the whole. One call with frames where it is left out.
   */
  videoDelivery?(connection: Connection): VideoDelivery;

  // The hub's side: what it sends and reads.
  encodeRequest(input: ModelInput, context: ProtocolContext<Connection>): Outcome<HttpRequest>;
  decodeResponse(
    response: HttpResponse,
    row: AnsweredRow,
    context: ProtocolContext<Connection>,
  ): Outcome<ModelAnswer>;
  /** The words for a failure in an answer that is not 2xx, where the contract has a place for them. */
  readErrorMessage?(response: HttpResponse): string | null;
  /** Asks the endpoint for its classes, where the contract can. */
  readonly discovery?: {
    encodeRequest(connection: Connection): HttpRequest;
    decodeResponse(response: HttpResponse): Outcome<Ontology>;
  };
  /** How a model is talked to, where the contract is one of conversations. */
  readonly chat?: ChatProtocol<Connection>;
  /** What a check must know beyond what is read; see docs/conformance.md. */
  readonly conformance?: ProtocolConformance;

  /** The model server's side: what it reads and sends. `model-kit` serves this. */
  readonly server: {
    /** Paths below the base address at which a server of this contract answers. */
    readonly predictPath: string;
    readonly classesPath?: string;
    decodeRequest(body: string): Outcome<PredictionRequest>;
    encodeResponse(answer: ModelAnswer, row: AnsweredRow, ontology: Ontology): HttpResponse;
    encodeFailure(problem: Problem): HttpResponse;
    encodeClasses?(ontology: Ontology): HttpResponse;
    /** Writes an answer of `encodeResponse` as a stream, where the contract has streams. */
    encodeStream?(response: HttpResponse, options: StreamOptions): HttpResponse;
    /** Says which model is served, where clients of the contract ask for that by GET. */
    readonly modelsPath?: string;
    encodeModels?(modelName: string): HttpResponse;
  };
}
