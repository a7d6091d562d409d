import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { CheckReport, CheckStep } from '@patchbay/core/model/check-report.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { ModelAnswer } from '@patchbay/protocols/prediction-protocol.ts';
import { readConnection } from '../connection.ts';
import { predict } from '../predict.ts';
import { answersStep, answersTitle } from './answers-step.ts';
import {
  authenticatedStep,
  findRefusal,
  type Reply,
  reachableStep,
  skippedStep,
  wasHeard,
} from './check-steps.ts';
import { classesStep } from './classes-step.ts';
import { type DiscoverOptions, discover } from './discover.ts';
import { chooseDataRowType, createTestInput, type TestInput } from './test-input.ts';

export interface CheckOptions extends DiscoverOptions {
  /** What the model is said to know; what the endpoint says of itself where it is left out. */
  readonly ontology?: Ontology;
  /** What to ask about; what fits the ontology where it is left out. */
  readonly dataRowType?: DataRowType;
  readonly parameters?: { readonly [name: string]: Json };
}

const noClasses: Ontology = { tools: [], classifications: [] };

/**
 * Finds out whether an endpoint can be reached, lets us in, names its classes and answers, with a
 * small picture or text of our own. Calls it at most twice, along the same path as a run.
 */
export async function checkEndpoint(options: CheckOptions): Promise<CheckReport> {
  const { protocol } = options;
  const discovery = protocol.discovery ? await discover(options) : null;
  const discovered = discovery?.outcome.ok ? discovery.outcome.value : undefined;
  const ontology = options.ontology ?? discovered ?? noClasses;
  const testInput = createTestInput(options.dataRowType ?? chooseDataRowType(protocol, ontology));
  const obstacle = findObstacle(options, discovery, testInput);
  const answer = obstacle === null ? await ask(options, ontology, testInput) : null;
  const replies = [discovery, answer].filter((reply) => reply !== null);
  const steps = [
    reachableStep(replies[0] ?? null),
    authenticatedStep(replies, options.credentials),
    ...(discovery ? [classesStep(discovery, options.ontology)] : []),
    finalStep(answer, obstacle ?? findTold(replies), testInput, options.timeoutMs),
  ];
  return {
    protocol: protocol.id,
    url: String(options.connection.url ?? ''),
    passed: steps[0]?.status === 'passed' && steps.every(({ status }) => status !== 'failed'),
    steps,
  };
}

/** Why it makes no sense to ask the model anything; null where it does. */
function findObstacle(
  { protocol, connection }: CheckOptions,
  discovery: Reply<Ontology> | null,
  { input }: TestInput,
): string | null {
  const told = discovery && (findTold([discovery]) ?? (discovery.exchange ? null : notCalled));
  if (told) return told;
  const parsed = readConnection(protocol, connection);
  const delivery = parsed.ok ? protocol.imageDelivery?.(parsed.value) : undefined;
  return input.type === 'image' && delivery !== undefined && delivery !== 'base64'
    ? 'This endpoint fetches images itself, and a check has no address to give it. Start a run over a few items instead.'
    : null;
}

const notCalled = 'No call could be made.';

/** What the first two steps say already, so that the last one need not repeat it; null for nothing. */
function findTold(replies: readonly Reply<unknown>[]): string | null {
  const [first] = replies;
  if (first?.exchange && !wasHeard(first)) return 'The endpoint was not reached.';
  return replies.some((reply) => findRefusal(reply))
    ? 'The endpoint refused the credentials.'
    : null;
}

async function ask(
  options: CheckOptions,
  ontology: Ontology,
  { input, row }: TestInput,
): Promise<Reply<ModelAnswer>> {
  const { protocol, connection, credentials, caller, timeoutMs, signal, parameters = {} } = options;
  return await predict({
    protocol,
    configuration: { connection, ontology },
    parameters,
    credentials,
    input,
    row,
    assetReference: 'the test image',
    caller,
    timeoutMs,
    signal,
  });
}

function finalStep(
  answer: Reply<ModelAnswer> | null,
  obstacle: string | null,
  { title }: TestInput,
  timeoutMs: number,
): CheckStep {
  if (answer === null || obstacle !== null) {
    return skippedStep(answersTitle, obstacle ?? 'The model was not asked.');
  }
  return answersStep(answer, title, timeoutMs);
}
