import type { TestHub } from '../../../testing/test-hub.ts';
import type { FinishedItem } from '../../engine/finished-item.ts';
import type { PendingItem } from '../../item-store.ts';
import type { HandWorker, KeptItem } from '../../testing/hand-worker.ts';
import { readRun } from '../../testing/start-run.ts';
import { type OutcomeName, outcomes, type Step, type Stepped } from './run-model.ts';

/** What whoever asked was told: the code of the refusal, or what the action came to. */
export type Told = Pick<Stepped, 'refusal' | 'action'>;

/** A run on a database, whose workers are the test. */
export interface DrivenRun {
  readonly hub: TestHub;
  readonly worker: HandWorker;
  readonly runId: string;
  /** Its own revision and another of the same model. */
  readonly revisionIds: { readonly own: string; readonly other: string };
}

/** What endpoints said where `stored` says what of it can be read. */
export const storedAnswers = { readable: '{"echo": "words"}', unreadable: '[1, 2]' } as const;

/** Takes a step on a real run. `items` are as they were when the workers took them. */
export async function performStep(
  driven: DrivenRun,
  items: readonly KeptItem[],
  step: Step,
): Promise<Told> {
  const { hub, worker, runId } = driven;
  switch (step.do) {
    case 'save':
      await worker.save(await readRun(hub, runId), bring(items, step));
      return {};
    case 'clear away':
      await worker.clearAway(runId);
      return {};
    case 'lose endpoint':
      await worker.loseEndpoint(await readRun(hub, runId));
      return {};
    case 'pause':
    case 'resume':
    case 'cancel':
      return await click(driven, step.do);
    default:
      return await act(driven, items, step);
  }
}

function bring(items: readonly KeptItem[], step: Step & { do: 'save' }): FinishedItem[] {
  return step.results.flatMap(({ index, outcome }) => {
    const item = items[index];
    if (!item) return [];
    const { id, dataRowId, attempts } = item;
    return finishItem({ id, dataRowId, attempts: attempts - (step.isLate ? 1 : 0) }, outcome);
  });
}

function finishItem(item: PendingItem, name: OutcomeName): FinishedItem {
  const { code, stored } = outcomes[name];
  const problem = code === null ? null : { code, message: `The text is ${name}.` };
  const request = { method: 'POST', url: 'http://127.0.0.1:9/nobody', headers: {}, body: null };
  const status = name === 'refused' ? 400 : 200;
  const body = stored === null ? 'refused' : storedAnswers[stored];
  const response = name === 'unreachable' ? null : { status, headers, body };
  const exchange = { startedAt: new Date(), latencyMs: 1, request, response };
  const call = { exchange, image: null, frame: null, problem, coordinates: {} };
  const said = { kind: 'free_text', class: 'echo', text: 'words', confidence: null } as const;
  const answer = { warnings: [], reportedVersion: null, reading: null, usage: null };
  const result = problem
    ? { ok: false as const, problem }
    : { ok: true as const, annotations: [said], ...answer };
  return { item, attempts: [{ calls: [call] }], result };
}

const headers = { 'content-type': 'application/json' };

async function click({ hub, runId }: DrivenRun, action: string): Promise<Told> {
  const { status, body } = await hub.ask<{ code: string }>(
    'POST',
    `/api/v1/runs/${runId}/${action}`,
  );
  return status < 400 ? {} : { refusal: body.code };
}

/** Asks for an action until all of it is done: what was not done in the answer is gone on with by asking again. */
async function act(
  { hub, runId, revisionIds }: DrivenRun,
  items: readonly KeptItem[],
  step: Step & { do: 'retry' | 'ignore' | 'restore' | 'decode-again' },
): Promise<Told> {
  const { code, chosen } = step;
  const payload = {
    ...(code !== undefined && { code }),
    ...(chosen && { itemIds: chosen.map((index) => items[index]?.id) }),
    ...(step.do === 'decode-again' && { revisionId: revisionIds[step.by] }),
  };
  const url = `/api/v1/runs/${runId}/${step.do}`;
  const before = await listActions(hub, runId, step.do);
  for (;;) {
    const { status, body } = await hub.ask<{ code: string }>('POST', url, payload);
    if (status >= 400) return { refusal: body.code };
    const now = await listActions(hub, runId, step.do);
    if (now.some(({ state }) => state === 'open')) continue;
    const [action] = now.slice(before.length);
    return action ? { action: { total: action.total, changed: action.changed } } : {};
  }
}

async function listActions({ database }: TestHub, runId: string, kind: string) {
  const { rows } = await database.pool.query<{ state: string; total: number; changed: number }>(
    'select state, total, changed from run_actions where run_id = $1 and kind = $2 order by id',
    [runId, kind],
  );
  return rows;
}
