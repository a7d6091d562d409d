import type { RunTurns } from '../engine/run-turns.ts';
import type { RunStore } from '../run-store.ts';
import type { GateStore } from './gate-store.ts';
import type { Claim, ProbeStore } from './probe-store.ts';

/** Lets the runs go on whose pause has lost its cause: slowly at first, and soon at full speed. */
export async function resumeRuns(
  parts: { probes: ProbeStore; gates: GateStore; turns: RunTurns; runs: RunStore },
  claim: Claim,
): Promise<void> {
  const { organisationId, modelId, cause } = claim;
  if (cause === 'endpoint') await parts.gates.beginAnew({ organisationId, id: modelId });
  const runIds = await parts.probes.resume(claim, parts.turns.giveWork);
  for (const id of runIds) await parts.runs.completeIfFinished({ organisationId, id });
}
