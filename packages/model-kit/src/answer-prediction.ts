import { randomUUID } from 'node:crypto';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { AnsweredRow } from '@patchbay/protocols/model-input.ts';
import { completeAnnotations } from './complete-annotations.ts';
import type { DownloadBounds } from './download-image.ts';
import { fitInput } from './fit-input.ts';
import { loadInput } from './load-input.ts';
import { type Log, toLine } from './log.ts';
import type { Model, PredictionContext, PredictionInput } from './model.ts';
import { narrowAnswer } from './narrow-answer.ts';
import type { ParameterCheck } from './parameter-check.ts';
import type { ProtocolFit, ServableProtocol } from './servable-protocol.ts';

/** A model under one protocol, with all that answering a request takes. */
export interface ServedModel {
  readonly model: Model;
  readonly protocol: ServableProtocol;
  readonly fit: ProtocolFit;
  readonly checkParameters: ParameterCheck;
  readonly downloads: DownloadBounds;
  readonly log: Log;
}

/** The way of one request: decode, load, predict, check, encode. Every failure is the protocol's own. */
export async function answerPrediction(
  body: string,
  served: ServedModel,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { server } = served.protocol;
  const request = andThen(server.decodeRequest(body), (read) =>
    andThen(fitInput(read.input, served.model.dataRowTypes), (input) =>
      succeed({ ...read, input }),
    ),
  );
  if (!request.ok) return refuse(request.problem, served);
  for (const { message, pointer } of request.warnings) {
    served.log(
      `${served.model.name}: a request of ${served.protocol.id}, at ${pointer}: ${message}`,
    );
  }
  const parameters = served.checkParameters(request.value.parameters);
  if (!parameters.ok) return refuse(parameters.problem, served);
  const input = await loadInput(request.value.input, served.downloads, signal);
  if (!input.ok) return refuse(input.problem, served);
  let usage: TokenUsage | undefined;
  const context: PredictionContext = {
    parameters: parameters.value,
    signal,
    reportUsage: (reported) => {
      usage = completeUsage(reported);
    },
  };
  const answer = await predict(input.value, context, served);
  if (!answer.ok) return server.encodeFailure(answer.problem);
  const { annotations, leftOut } = narrowAnswer(answer.value, served.protocol);
  if (leftOut.length > 0) {
    served.log(
      `${served.model.name}: ${served.protocol.id} has no place for ${leftOut.join(', ')}; left out of an answer`,
    );
  }
  const response = server.encodeResponse(
    { annotations, ...(usage && { usage }) },
    toRow(input.value),
    served.fit.ontology,
  );
  const { stream } = request.value;
  return stream && server.encodeStream ? server.encodeStream(response, stream) : response;
}

/** Refuses a request that is not one of the protocol, or not one for this model. Its owner reads why. */
function refuse(problem: Problem, { model, protocol, log }: ServedModel): HttpResponse {
  log(`${model.name}: a request of ${protocol.id} was refused: ${toLine(problem.message)}`);
  return protocol.server.encodeFailure(problem);
}

async function predict(
  input: PredictionInput,
  context: PredictionContext,
  served: ServedModel,
): Promise<Outcome<Annotation[]>> {
  try {
    const drafts = await served.model.predict(input, context);
    const annotations = completeAnnotations(drafts, toRow(input), served.model.ontology);
    return annotations.ok ? succeed(annotations.value) : blameModel(annotations.problem, served);
  } catch (error) {
    if (error instanceof PatchbayError) {
      const problem = error.toProblem();
      served.log(
        `${served.model.name}: gave up on a request of ${served.protocol.id}: ${toLine(problem.message)}`,
      );
      return fail(problem);
    }
    return blameModel(error, served);
  }
}

/**
 * A mistake in the model's own code. Its owner reads all of it in the log; the caller reads where to
 * look, since an exception can carry paths and secrets.
 */
function blameModel(cause: unknown, { model, protocol, log }: ServedModel): Outcome<never> {
  const failureId = randomUUID();
  log(
    `${model.name}: failed on a request of ${protocol.id}, failure ${failureId}: ${explain(cause)}`,
  );
  return fail({
    code: 'MODEL_SERVER_ERROR',
    message: `The model "${model.name}" failed on this input; its log says why under failure ${failureId}.`,
  });
}

function explain(cause: unknown): string {
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return isProblem(cause) ? cause.message : String(cause);
}

function isProblem(cause: unknown): cause is Problem {
  return typeof cause === 'object' && cause !== null && 'code' in cause && 'message' in cause;
}

function toRow(input: PredictionInput): AnsweredRow {
  switch (input.type) {
    case 'text':
      return input;
    case 'html':
      return { type: 'html', text: input.html };
    case 'image':
      return { type: 'image', size: input.size };
    case 'conversational':
      return { type: 'conversational' };
    case 'video':
      return {
        type: 'video',
        // A video is loaded with at least one frame, and all are of one size.
        size: input.frames[0]?.image.size ?? { width: 1, height: 1 },
        frames: input.frames.map(({ index }) => index),
      };
  }
}

/** The form in which protocols write it; the sum where both parts are known. */
function completeUsage(reported: Parameters<PredictionContext['reportUsage']>[0]): TokenUsage {
  const { promptTokens, completionTokens } = reported;
  const isWhole = promptTokens !== undefined && completionTokens !== undefined;
  return {
    promptTokens: promptTokens ?? null,
    completionTokens: completionTokens ?? null,
    totalTokens: isWhole ? promptTokens + completionTokens : null,
  };
}
