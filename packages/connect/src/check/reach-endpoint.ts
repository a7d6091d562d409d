import { fail } from '@patchbay/core/error/outcome.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { Alternative } from '@patchbay/protocols/prediction-protocol.ts';
import type { Exchange } from '../exchange.ts';
import type { DiscoverOptions } from './discover.ts';
import type { TestInput } from './inputs/test-input.ts';
import { chooseDataRowType, createOrdinaryInputs } from './inputs/test-inputs.ts';
import type { CheckOptions } from './session/check-options.ts';
import type { Reply } from './session/check-record.ts';
import { type CheckSession, createCheckSession } from './session/check-session.ts';
import { findElsewhere } from './session/find-elsewhere.ts';
import { findDeliveryObstacle } from './session/image-offer.ts';
import { isMisplaced } from './session/run-check.ts';

export interface ReachOptions
  extends DiscoverOptions,
    Pick<CheckOptions, 'ontology' | 'dataRowTypes' | 'totalMs'> {
  /** `classes`: a cheap request, where the contract has it. `prediction`: an input of ours, which loads the model. */
  readonly ask: 'classes' | 'prediction';
}

/** What one call to an endpoint showed. */
export interface Reached {
  readonly asked: 'classes' | 'prediction';
  readonly outcome: Reply<unknown>['outcome'];
  readonly exchange: Exchange | null;
  /** Where a model answers, where this address has nothing; null where nowhere. */
  readonly elsewhere: Alternative | null;
}

/**
 * Calls an endpoint once: for its classes, where it is only asked whether it is there, else for a prediction.
 * Where the address has nothing, the usual addresses of the contract are tried. Rejects with the reason of
 * the signal where the caller gave up.
 */
export async function reachEndpoint(options: ReachOptions): Promise<Reached> {
  const session = createCheckSession({ ...options, depth: 'quick' });
  try {
    const classes = options.ask === 'classes' ? await session.discover() : null;
    const asked = classes ? 'classes' : 'prediction';
    const reply = classes ?? (await askPrediction(session, options));
    const elsewhere = isMisplaced(reply) ? await tryElsewhere(session, options) : null;
    return { asked, outcome: reply.outcome, exchange: reply.exchange, elsewhere };
  } finally {
    session.close();
  }
}

async function askPrediction(
  session: CheckSession,
  options: ReachOptions,
): Promise<Reply<unknown>> {
  const input = await chooseInput(options);
  const isDrawn = input.row.type === 'image' || input.row.type === 'video';
  const obstacle = isDrawn ? findDeliveryObstacle({ ...options, depth: 'quick' }) : null;
  const asked = obstacle === null ? await session.ask('ordinary', input) : null;
  if (asked) return asked;
  const message = obstacle ?? session.record().stopped ?? 'The time for the trial was over.';
  const code = obstacle === null ? 'MODEL_TIMEOUT' : 'INPUT_DATA_ROW_UNSUPPORTED';
  return { outcome: fail({ code, message }), exchange: null };
}

async function tryElsewhere(session: CheckSession, options: ReachOptions) {
  return await findElsewhere(session, { ...options, depth: 'quick' }, await chooseInput(options));
}

/** The first of the inputs that a check sends. */
async function chooseInput(options: ReachOptions): Promise<TestInput> {
  const { protocol, dataRowTypes = protocol.dataRowTypes, ontology = noClasses } = options;
  const type = chooseDataRowType(dataRowTypes, ontology);
  const [input] = await createOrdinaryInputs(type);
  if (!input) throw new Error(`There is no test input of type ${type}.`);
  return input;
}

const noClasses: Ontology = { tools: [], classifications: [] };
