import { readConnection } from '../../connection.ts';
import type { TestInput } from '../inputs/test-input.ts';
import {
  chooseDataRowType,
  createOrdinaryInputs,
  createUnusualInputs,
} from '../inputs/test-inputs.ts';
import type { CheckOptions } from './check-options.ts';
import type { CheckRecord, Reply } from './check-record.ts';
import { type CheckSession, createCheckSession } from './check-session.ts';
import { findElsewhere } from './find-elsewhere.ts';
import { findDeliveryObstacle } from './image-offer.ts';
import { sendAtOnce } from './send-at-once.ts';
import { sendWrongRequests } from './send-wrong-requests.ts';
import { wasHeard } from './was-heard.ts';

/** The first call of a full check may take this many times the limit: a model may have to wake up. */
const coldFactor = 4;

/** Makes all calls of a check, and gives what was seen and how many calls it took. */
export async function runCheck(
  options: CheckOptions,
): Promise<{ readonly record: CheckRecord; readonly calls: number }> {
  const session = createCheckSession(options);
  try {
    const notAtOnce = await makeCalls(session, options);
    const limitMs = options.protocol.conformance?.latencyLimitMs ?? options.timeoutMs;
    const record = { ...session.record(), depth: options.depth, limitMs, notAtOnce };
    return { record, calls: session.calls };
  } finally {
    session.close();
  }
}

/** @returns why calls at once were not tried; null where they were. */
async function makeCalls(session: CheckSession, options: CheckOptions): Promise<string | null> {
  const listed = await session.discover();
  stopAt(session, listed);
  const { samples = [], protocol, dataRowTypes = protocol.dataRowTypes } = options;
  const type = samples[0]?.row.type ?? chooseDataRowType(dataRowTypes, session.record().ontology);
  const obstacle = type === 'image' || type === 'video' ? findDeliveryObstacle(options) : null;
  if (obstacle !== null) session.stop(obstacle);
  const ordinary = [...samples, ...(await createOrdinaryInputs(type))].filter(
    createSizeLimit(options),
  );
  const [first] = ordinary;
  if (!first) return null;
  const isFull = options.depth === 'full';
  const patienceMs = isFull ? options.timeoutMs * coldFactor : options.timeoutMs;
  const answer = await session.ask('ordinary', first, patienceMs);
  stopAt(session, answer);
  if (answer && isMisplaced(answer)) {
    const elsewhere = await findElsewhere(session, options, first);
    const advice =
      elsewhere === null ? '' : ` One answers at ${elsewhere.connection.url}: enter that address.`;
    session.stop(`There is no model at this address.${advice}`);
  }
  if (!isFull) return null;
  return await makeFurtherCalls(
    session,
    options,
    ordinary,
    (await createUnusualInputs(type)).filter(({ input }) => createSizeLimit(options)(input)),
  );
}

async function makeFurtherCalls(
  session: CheckSession,
  options: CheckOptions,
  [first, ...others]: readonly TestInput[],
  unusual: Awaited<ReturnType<typeof createUnusualInputs>>,
): Promise<string | null> {
  if (!first) return null;
  for (let time = 0; time < 2; time += 1) await session.ask('again', first);
  for (const input of others) await session.ask('ordinary', input);
  for (const { purpose, input } of unusual) await session.ask(purpose, input);
  const notAtOnce = await sendAtOnce(session, options.pace);
  await sendWrongRequests(session, options, first);
  await session.ask('last', first);
  return notAtOnce;
}

/** Larger pictures than the connection allows are scaled down by a run, and never sent as they are. */
function createSizeLimit({ protocol, connection }: CheckOptions): (input: TestInput) => boolean {
  const parsed = readConnection(protocol, connection);
  const side = (parsed.ok && protocol.maximumImageSide?.(parsed.value)) || Infinity;
  return ({ row }) => !('size' in row) || Math.max(row.size.width, row.size.height) <= side;
}

/** Whether a server answered that there is nothing at the address. */
export function isMisplaced({ outcome }: Reply<unknown>): boolean {
  return !outcome.ok && ['MODEL_NOT_FOUND', 'MODEL_REDIRECTED'].includes(outcome.problem.code);
}

/** Ends the check where an early reply says that all others would end in the same way. */
function stopAt(session: CheckSession, reply: Reply<unknown> | null): void {
  if (reply === null || reply.outcome.ok) return;
  const { code, message } = reply.outcome.problem;
  if (reply.exchange === null) session.stop(message);
  else if (!wasHeard(reply)) session.stop('The endpoint was not reached.');
  else if (code === 'MODEL_UNAUTHORIZED') session.stop('The endpoint refused the credentials.');
}
