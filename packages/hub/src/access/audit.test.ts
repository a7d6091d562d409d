import type { AuditEntryView } from '@patchbay/core/api/audit-routes.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  for (const name of ['one', 'two', '=cmd()']) {
    await hub.ask('POST', '/api/v1/datasets', { name });
  }
});
afterAll(() => hub.end());

interface Page {
  items: AuditEntryView[];
  nextCursor: string | null;
}

async function list(query = ''): Promise<Page> {
  const { status, body } = await hub.ask<Page>('GET', `/api/v1/audit${query}`);
  expect(status).toBe(200);
  return body;
}

const download = (query: string) =>
  hub.app.inject({
    url: `/api/v1/audit/export?${query}`,
    headers: { authorization: `Bearer ${hub.apiKey}` },
  });

describe('the audit', () => {
  test('says who changed what, when and from where, newest first', async () => {
    const { items } = await list('?action=dataset:created');
    expect(items.map(({ details }) => details.name)).toEqual(['=cmd()', 'two', 'one']);
    const [entry] = items;
    expect(entry).toMatchObject({
      actor: { kind: 'key', id: expect.any(String), name: 'test' },
      action: 'dataset:created',
      subjectId: expect.any(String),
      address: '127.0.0.1',
    });
    expect(Math.abs(Date.parse(entry?.at ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('is read page by page as it is whole', async () => {
    const whole = await list();
    const read: AuditEntryView[] = [];
    let page = await list('?limit=1');
    for (;;) {
      read.push(...page.items);
      if (page.nextCursor === null) break;
      page = await list(`?limit=1&cursor=${page.nextCursor}`);
    }
    expect(read).toEqual(whole.items);
  });

  test('is filtered by who, by what and by when', async () => {
    await hub.database.pool.query(
      `update audit_entries set at = at - interval '1 hour' where details ->> 'name' = 'one'`,
    );
    const [{ actor, at } = expect.fail('no entry')] = (await list('?action=dataset')).items;
    const halfAnHourBefore = new Date(Date.parse(at) - 1_800_000).toISOString();
    const by = (query: string) =>
      list(`?action=dataset&${query}`).then((page) => page.items.length);
    expect(await by(`actor=key:${actor.id}`)).toBe(3);
    expect(await by('actor=hub')).toBe(0);
    expect(await by(`from=${halfAnHourBefore}`)).toBe(2);
    expect(await by(`to=${halfAnHourBefore}`)).toBe(1);
    expect((await list('?action=data')).items).toEqual([]);
  });

  const beforeOurEra = 'from=0000-12-31T00:00:00Z';
  test.each(['actor=me', 'action=%25', 'from=yesterday', beforeOurEra, 'user=x', 'cursor=garbage'])(
    'refuses the filter %s with what was wanted',
    async (query) => {
      const { status, body } = await hub.ask('GET', `/api/v1/audit?${query}`);
      expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
    },
  );
});

describe('its export', () => {
  test('is JSON Lines of the same entries, oldest first', async () => {
    const answer = await download('format=jsonl&action=dataset');
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    expect(answer.headers['content-disposition']).toMatch(/filename=audit-[\d-]+\.jsonl/);
    const lines = answer.body.trimEnd().split('\n');
    const { items } = await list('?action=dataset');
    expect(lines.map((line) => JSON.parse(line))).toEqual(items.reverse());
  });

  test('is CSV, raw or so that no spreadsheet calculates', async () => {
    const raw = (await download('format=csv&action=dataset')).body.split('\r\n');
    expect(raw[0]).toBe('at,actor_kind,actor_id,actor_name,action,subject_id,address,details,id');
    expect(raw).toHaveLength(5);
    await hub.makeKey({ name: '@SUM(A1)' });
    const dangerous = await hub.makeKey({ name: '=1+1' });
    await hub.app.inject({
      method: 'POST',
      url: '/api/v1/datasets',
      headers: { authorization: `Bearer ${dangerous}` },
      payload: { name: 'by a formula' },
    });
    expect((await download('format=csv')).body).toContain(',=1+1,');
    const safe = await download('format=csv&safe=1');
    expect(safe.body).toContain(",'=1+1,");
    expect(safe.headers['content-disposition']).toContain('.spreadsheet.csv');
  });

  test('is long without holding all of it, and is written down itself', async () => {
    await hub.database.pool.query(
      `insert into audit_entries (id, organisation_id, actor, actor_name, action, details)
       select gen_random_uuid(), $1, 'hub', 'Patchbay', 'test:many', '{}' from generate_series(1, 1201)`,
      [hub.organisationId],
    );
    const answer = await download('format=jsonl&action=test');
    const ids = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(1201);
    const [newest] = (await list('?action=audit:exported')).items;
    expect(newest).toMatchObject({ details: { format: 'jsonl', action: 'test' }, subjectId: null });
  });

  test.each(['', 'format=xml', 'format=jsonl&safe=1', 'format=csv&actor=x'])(
    'is refused for "%s" with what was wanted',
    async (query) => {
      const answer = await download(query);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'INPUT_INVALID']);
    },
  );
});
