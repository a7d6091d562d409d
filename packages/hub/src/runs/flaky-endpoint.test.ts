import { findFault } from '@patchbay/connect/testing/chaos/faults.ts';
import { startChaosEndpoint } from '@patchbay/connect/testing/chaos-endpoint.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { recountRun } from './testing/recount-run.ts';
import { importTexts, registerEcho, startRun, waitForEnd } from './testing/start-run.ts';

/** An item as it was kept, with the text that it asked about and the one that was answered. */
interface KeptItem {
  id: string;
  state: string;
  attempts: number;
  code: string | null;
  asked: string;
  answered: string | null;
}

async function readItems(hub: TestHub, runId: string): Promise<KeptItem[]> {
  const { rows } = await hub.database.pool.query<KeptItem>(
    `select i.id, i.state, i.attempts, i.code, d.text as asked,
       p.annotations->0->>'text' as answered
     from run_items i join data_rows d on d.id = i.data_row_id
       left join predictions p on p.item_id = i.id
     where i.run_id = $1 order by i.id`,
    [runId],
  );
  return rows;
}

test('a run through an endpoint that often goes wrong accounts for every item as the endpoint remembers it', async () => {
  const chaos = await startChaosEndpoint();
  onTestFinished(() => chaos.close());
  const hub = await createTestHub({ egressAllow: [chaos.host] });
  onTestFinished(() => hub.end());
  await hub.startWorkers();
  const url = chaos.urlOf('mixed', { faults: 0.3, seed: 4, seconds: 0 });
  const limits = { timeoutMs: 300, concurrency: 16, maximumAttempts: 3 };
  const modelId = await registerEcho(hub, { url }, { limits });
  const lines = Array.from({ length: 300 }, (_, index) => `text ${index}`);
  const runId = await startRun(hub, modelId, await importTexts(hub, lines));
  expect((await waitForEnd(hub, runId)).state).toBe('completed');

  const checkItems = async () => {
    const items = await readItems(hub, runId);
    expect(items).toHaveLength(lines.length);
    expect(new Set(items.map(({ id }) => id))).toEqual(chaos.ledger.keys());
    for (const item of items) {
      const calls = chaos.ledger.callsFor(item.id);
      const did = calls.at(-1)?.did ?? 'nothing';
      const isRight = did === 'right';
      expect(item).toMatchObject({
        attempts: calls.length,
        state: isRight ? 'succeeded' : 'failed',
        code: isRight ? null : findFault(did).wanted.v7,
        answered: isRight ? item.asked : null,
      });
    }
    const { kept, counted } = await recountRun(hub, runId);
    expect(kept).toEqual(counted);
    return items.filter(({ state }) => state === 'failed').length;
  };
  let failed = await checkItems();
  expect(failed).toBeGreaterThan(0);
  for (let rounds = 0; failed > 0 && rounds < 8; rounds += 1) {
    await hub.ask('POST', `/api/v1/runs/${runId}/retry`, {});
    expect((await waitForEnd(hub, runId)).state).toBe('completed');
    failed = await checkItems();
  }
  expect(failed).toBe(0);
}, 120_000);
