import { pauseCauseOf } from '@patchbay/core/error/codes.ts';
import { fail } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { callItem } from '../engine/call-item.ts';
import type { ModelSession } from '../engine/model-session.ts';
import { openContext } from '../engine/open-context.ts';
import type { ChunkParts } from '../engine/work-chunk.ts';
import { brokenBy, isTurnedAway } from './circuit.ts';
import type { Claim, ProbeItem, ProbeStore } from './probe-store.ts';
import type { ProbeFinding } from './prober.ts';

/**
 * Sends one pending item of the paused runs to the model, once. Its answer is saved as any other; where
 * the endpoint is still down, or refuses us, the item stays as it was.
 */
export async function probeEndpoint(
  parts: ChunkParts & { probes: ProbeStore },
  claim: Claim,
  signal: AbortSignal,
): Promise<ProbeFinding> {
  const drawn = await parts.probes.drawItem(claim);
  if (!drawn) return 'gone';
  const { organisationId, modelId, cause } = claim;
  const run = await parts.runs.find(organisationId, drawn.runId);
  if (!run) return 'unclear';
  const session = tryOnce(parts.sessions.get(organisationId, modelId));
  const { limits } = await session.refresh();
  await parts.probes.postpone(claim, limits.timeoutMs + graceMs);
  const context = await openContext(parts, organisationId, run, session);
  const [row] = await parts.datasets.getDataRows(organisationId, [drawn.item.dataRowId]);
  const finished = await callItem(drawn.item, row, context, { stop: signal, abort: signal });
  const problem = finished.result.ok ? null : finished.result.problem;
  if (problem && isTurnedAway(problem)) return 'gone';
  if (problem && breaksTheEndpoint(problem, claim, drawn)) {
    await save(parts, claim, drawn, { ...finished, result: fail(brokenBy(problem).toProblem()) });
    return 'gone';
  }
  if (problem && pauseCauseOf(problem.code) === cause) return 'there';
  if (problem && pauseCauseOf(problem.code) !== null) return 'gone'; // what it is now, the run finds out
  await save(parts, claim, drawn, finished);
  const wasSent = finished.attempts.some(({ calls }) => calls.some(({ exchange }) => exchange));
  return wasSent ? 'gone' : 'unclear';
}

/** Of so few items that are left all may break the endpoint; each is tried so often, more or less. */
const fewItems = 4;
const probesOfItem = 4;

/**
 * Whether an item is to be given up, so that a run does not stay paused for ever: only a few are left, and
 * with each of them the endpoint was lost again and again.
 */
function breaksTheEndpoint(problem: Problem, claim: Claim, { candidates }: ProbeItem): boolean {
  const isLost = problem.code === 'MODEL_CONNECTION_LOST' || problem.code === 'MODEL_TIMEOUT';
  return isLost && candidates <= fewItems && claim.probes >= probesOfItem * candidates;
}

/** A claim outlives the deadline of its call by so much. */
const graceMs = 10_000;

async function save(
  parts: ChunkParts,
  { organisationId, revisionId }: Claim,
  { runId, chunkId }: ProbeItem,
  finished: Awaited<ReturnType<typeof callItem>>,
): Promise<void> {
  await parts.outcomes.save({ organisationId, runId, chunkId, revisionId }, [finished]);
}

/** Calls as the session does, without another attempt. */
function tryOnce(session: ModelSession): ModelSession {
  return {
    ...session,
    async refresh() {
      const { limits, credentials } = await session.refresh();
      return { limits: { ...limits, maximumAttempts: 1 }, credentials };
    },
  };
}
