import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpRequest, HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { CallOptions } from '../../call-endpoint.ts';
import { readConnection } from '../../connection.ts';
import { signalOf, startDeadline } from '../../deadline.ts';
import { type PredictResult, predict } from '../../predict.ts';
import { discover } from '../discover.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { CheckOptions } from './check-options.ts';
import type {
  Asked,
  AskedPurpose,
  CheckRecord,
  Probe,
  ProbePurpose,
  Reply,
} from './check-record.ts';
import { createImageOffer } from './image-offer.ts';
import { createPacer } from './pacer.ts';

/** Makes the calls of a check, within its budget, and keeps what came of them. */
export interface CheckSession {
  readonly calls: number;
  discover(): Promise<Reply<Ontology> | null>;
  /** Sends an input along the path of a run; nothing comes back once the check has stopped. */
  ask(purpose: AskedPurpose, input: TestInput, timeoutMs?: number): Promise<Asked | null>;
  /** Sends a request that should be refused. */
  probe(
    purpose: ProbePurpose,
    title: string,
    request: Pick<CallOptions, 'request' | 'writtenBody' | 'credentials'>,
  ): Promise<void>;
  /** Whether a model is at another address: it answers an input, or wants credentials. Nothing is kept of the call. */
  isAnsweredAt(url: string, input: TestInput): Promise<boolean>;
  /** The request for an input, and its answered row, as a run would send it; null where it cannot be made. */
  encode(input: TestInput): HttpRequest | null;
  /** Ends the check with a reason; later questions are not asked. */
  stop(reason: string): void;
  readonly isStopped: boolean;
  record(): Omit<CheckRecord, 'depth' | 'limitMs' | 'notAtOnce'>;
  close(): void;
}

const noClasses: Ontology = { tools: [], classifications: [] };
const defaultTotalMs = 300_000;

/** How long a busy endpoint is waited for before it is asked once more, at the most. */
const longestPatienceMs = 10_000;

/** So many calls in a row without an answer in time, and the rest is not tried. */
const maximumTimeouts = 2;

/** What an answer of success says when it says in words of its contract that it is none. */
const reportedFailures = new Set<ErrorCode>([
  'MODEL_REPORTED_FAILURE',
  'MODEL_REQUEST_REJECTED',
  'MODEL_UNAUTHORIZED',
  'MODEL_REFUSED_CONTENT',
]);

export function createCheckSession(options: CheckOptions): CheckSession {
  const { protocol, credentials, caller } = options;
  const deadline = startDeadline(options.totalMs ?? defaultTotalMs, options.signal);
  const signal = signalOf(deadline);
  const pacer = createPacer(options.pace?.requestsPerSecond ?? null);
  const offer = createImageOffer(options);
  const asked: Asked[] = [];
  const probes: Probe[] = [];
  let discovery: Reply<Ontology> | null = null;
  let ontology = options.ontology ?? noClasses;
  let stopped: string | null = null;
  let calls = 0;
  let timeouts = 0;

  /** Makes one call, or nothing once the check has stopped or its time is over. */
  async function inBudget<Result>(title: string, call: () => Promise<Result>) {
    if (stopped !== null) return null;
    try {
      await pacer.next(signal);
      calls += 1;
      options.onCall?.({ number: calls, title });
      return await call();
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!deadline.hasPassed()) throw error;
      stopped = 'The time limit of the whole check was reached.';
      return null;
    }
  }

  function countTimeouts(code: ErrorCode | null): void {
    timeouts = code === 'MODEL_TIMEOUT' ? timeouts + 1 : 0;
    if (timeouts < maximumTimeouts) return;
    stopped ??= `The endpoint did not answer in time ${timeouts} times in a row; the rest was not tried.`;
  }

  function predictOnce(input: TestInput, timeoutMs: number) {
    return inBudget(input.title, () =>
      predict({
        protocol,
        configuration: { connection: options.connection, ontology },
        parameters: options.parameters ?? {},
        credentials,
        input: offer.present(input),
        row: input.row,
        assetReference: input.title,
        caller,
        timeoutMs,
        signal,
      }),
    );
  }

  /** A busy endpoint is asked once more, after the time that it asks for. */
  async function predictPatiently(input: TestInput, timeoutMs: number) {
    const first = await predictOnce(input, timeoutMs);
    const waitMs = first ? patienceFor(first) : null;
    if (waitMs === null) return first;
    const wait = await inBudget(`waiting to ask again: ${input.title}`, async () => {
      calls -= 1; // nothing is sent by waiting
      await sleep(waitMs, undefined, { signal });
      return true;
    });
    return wait ? ((await predictOnce(input, timeoutMs)) ?? first) : first;
  }

  function createContext() {
    const connection = readConnection(protocol, options.connection);
    if (!connection.ok) return null;
    return { connection: connection.value, ontology, parameters: options.parameters ?? {} };
  }

  function encode(input: TestInput): HttpRequest | null {
    const context = createContext();
    const request = context && protocol.encodeRequest(offer.present(input), context);
    return request?.ok ? request.value : null;
  }

  function reportsFailure(response: HttpResponse): boolean {
    const [first] = asked;
    const context = createContext();
    if (!first || !context) return false;
    const read = protocol.decodeResponse(response, first.input.row, context);
    return !read.ok && reportedFailures.has(read.problem.code);
  }

  return {
    get calls() {
      return calls;
    },
    get isStopped() {
      return stopped !== null;
    },
    async discover() {
      if (!protocol.discovery) return null;
      discovery = await inBudget('its classes', () => discover({ ...options, signal }));
      if (discovery?.outcome.ok) ontology = options.ontology ?? discovery.outcome.value;
      return discovery;
    },
    async ask(purpose, input, timeoutMs = options.timeoutMs) {
      const predictIt = purpose === 'parallel' ? predictOnce : predictPatiently;
      const result = await predictIt(input, timeoutMs);
      if (!result) return null;
      const { outcome, exchange } = result;
      const one: Asked = { purpose, input, outcome, exchange };
      asked.push(one);
      countTimeouts(outcome.ok ? null : outcome.problem.code);
      return one;
    },
    async probe(purpose, title, request) {
      const result = await inBudget(title, () =>
        caller.call({ timeoutMs: options.timeoutMs, signal, ...request }),
      );
      if (!result) return;
      const { outcome, exchange } = result;
      countTimeouts(outcome.ok ? null : outcome.problem.code);
      probes.push({
        purpose,
        title,
        outcome,
        exchange,
        reportsFailure: outcome.ok && reportsFailure(outcome.response),
      });
    },
    async isAnsweredAt(url, input) {
      const request = encode(input);
      if (!request) return false;
      const { timeoutMs } = options;
      const result = await inBudget(`${input.title}, at ${url}`, () =>
        caller.call({ request: { ...request, url }, credentials, timeoutMs, signal }),
      );
      if (!result) return false;
      // Who is asked for credentials has found the door.
      return result.outcome.ok || result.outcome.problem.code === 'MODEL_UNAUTHORIZED';
    },
    encode,
    stop(reason) {
      stopped ??= reason;
    },
    record: () => ({
      protocol,
      credentials,
      declared: options.ontology,
      ontology,
      discovery,
      asked,
      probes,
      offered: offer.offered(),
      stopped,
    }),
    close: () => deadline.clear(),
  };
}

function patienceFor({ outcome, retryAfterMs }: PredictResult): number | null {
  if (outcome.ok || outcome.problem.code !== 'MODEL_OVERLOADED') return null;
  const waitMs = retryAfterMs ?? 1000;
  return waitMs <= longestPatienceMs ? waitMs : null;
}
