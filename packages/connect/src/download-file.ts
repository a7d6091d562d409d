import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { startDeadline } from './deadline.ts';
import type { HttpClient } from './http-client.ts';
import { createRedactor, redactProblem } from './redact.ts';
import { decodeContent } from './response/content-encoding.ts';
import { findStatusProblem } from './response/status-problem.ts';
import { sendRequest } from './send-request.ts';
import { describeTransportError, timeoutProblem } from './transport-problem.ts';

export interface DownloadOptions {
  readonly url: string;
  readonly maximumBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A file as a server sent it. The media type is what the server claims. */
export interface Download {
  readonly bytes: Uint8Array;
  readonly mediaType: string | null;
}

/** Fetches one file; see `Caller.download`. */
export async function downloadFile(
  client: HttpClient,
  options: DownloadOptions,
): Promise<Outcome<Download>> {
  const { maximumBytes, timeoutMs, signal } = options;
  const target = client.egress.judgeUrl(options.url);
  if (!target.ok) return target;
  const url = target.value;
  const redact = createRedactor({}, options.url);
  const refuse = (problem: Problem) => fail(redactProblem(blameFile(problem, url), redact));
  const deadline = startDeadline(timeoutMs, signal);
  client.underWay.begin();
  try {
    const headers = { accept: '*/*', 'accept-encoding': 'identity', ...client.ownHeaders };
    const wire = { method: 'GET' as const, url, headers, body: null };
    const answer = await sendRequest(client.dispatcher, wire, maximumBytes, deadline);
    const problem = findStatusProblem(
      { status: answer.status, headers: answer.headers, body: '' },
      { request: { method: 'GET', url: url.href }, requestBytes: 0, hasCredentials: true },
    );
    if (problem) return refuse(problem);
    const bytes = await decodeContent(
      answer.bytes,
      answer.headers['content-encoding'],
      maximumBytes,
    );
    return succeed({ bytes, mediaType: readMediaType(answer.headers['content-type']) });
  } catch (error) {
    if (deadline.hasPassed()) return refuse(timeoutProblem(url, timeoutMs));
    signal?.throwIfAborted();
    return refuse(describeTransportError(error, url));
  } finally {
    deadline.clear();
    client.underWay.end();
  }
}

/** The same fact about the address of a file, where no model is to blame. */
function blameFile(problem: Problem, url: URL): Problem {
  if (!problem.code.startsWith('MODEL_')) return problem;
  const isTooLarge = problem.code === 'MODEL_RESPONSE_TOO_LARGE';
  return {
    code: isTooLarge ? 'INPUT_TOO_LARGE' : 'INPUT_DOWNLOAD_FAILED',
    message: `${url.href} could not be downloaded. ${problem.message}`,
    details: { ...problem.details, url: url.href },
  };
}

function readMediaType(contentType: string | undefined): string | null {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaType ? mediaType : null;
}
