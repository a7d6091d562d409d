import type { ItemView } from '@patchbay/core/api/item-routes.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import type { ItemPlace } from './item-place.ts';
import { searchItems } from './search-items.ts';
import { insertRun } from './testing/insert-run.ts';

let hub: TestHub;
let runId: string;

beforeAll(async () => {
  hub = await createTestHub();
  ({ runId } = await insertRun(hub, [
    { text: 'The Straße is long', annotations: [{ kind: 'tag', class: 'Road', confidence: 0.4 }] },
    {
      text: 'nothing',
      annotations: [
        { kind: 'free_text', class: 'summary', confidence: 0.9, text: 'A "quoted"\tword, 100%' },
      ],
      warnings: [{ code: 'CLASS_UNKNOWN', message: 'a fox', pointer: '/0' }],
    },
    {
      text: 'a box of kind words',
      annotations: [
        {
          kind: 'checklist',
          class: 'damage',
          confidence: 0.2,
          options: ['dent', 'rust'],
          classifications: [
            { kind: 'radio', class: 'depth', confidence: null, option: 'shallow', under: 'dent' },
          ],
        },
      ],
    },
    { text: 'road works', state: 'failed', code: 'MODEL_TIMEOUT' },
  ]));
});
afterAll(() => hub.end());

async function find(query: string): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  for (;;) {
    const url = `/api/v1/runs/${runId}/items?limit=1&${query}${cursor}`;
    const { status, body } = await hub.ask<{ items: ItemView[]; nextCursor: string | null }>(
      'GET',
      url,
    );
    expect([query, status]).toEqual([query, 200]);
    found.push(...body.items.map(({ dataRow }) => dataRow.globalKey.replace(/^.*:/, '')));
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

test.each([
  ['the text of a row, in any case', 'LONG', ['1']],
  ['letters beyond ASCII', 'straße', ['1']],
  ['a class and a text', 'road', ['1', '4']],
  ['an answer with quotes as JSON spells them', '"quoted"', ['2']],
  ['a percent sign, which is no wildcard', '100%', ['2']],
  ['an underscore, which is none either', 'r_ad', []],
  ['an option', 'rust', ['3']],
  ['the answer to a question below', 'shallow', ['3']],
  ['no name of a field', 'options', []],
  ['no kind, where a text says the word', 'kind', ['3']],
  ['no regular expression', 'r.ad', []],
])('a search finds %s', async (_, text, found) => {
  expect(await find(`text=${encodeURIComponent(text)}`)).toEqual(found);
});

test('a search finds global keys', async () => {
  expect(await find('text=texts.txt')).toEqual(['1', '2', '3', '4']);
  expect(await find('text=txt:2')).toEqual(['2']);
});

test('a search looks among the items of a state, a class or a confidence, in their order', async () => {
  expect(await find('text=road&state=failed')).toEqual(['4']);
  expect(await find('text=o&minimumConfidence=0'.replace('text=o', 'text=txt'))).toEqual([
    '2',
    '1',
    '3',
  ]);
  expect(await find('text=long&class=Road')).toEqual(['1']);
  expect(await find('text=long&class=damage')).toEqual([]);
});

test('a warning is looked for by its code', async () => {
  expect(await find('warning=CLASS_UNKNOWN')).toEqual(['2']);
  expect(await find('warning=CLASS_UNKNOWN&text=quoted')).toEqual(['2']);
  expect(await find('warning=CLASS_UNKNOWN&text=road')).toEqual([]);
  expect(await find('warning=JSON_COMMENTS')).toEqual([]);
});

/** A list of places, every one a moment's work, of which one in a thousand has what is looked for. */
function slowList(count: number, slowAt = Number.POSITIVE_INFINITY) {
  const sizes: number[] = [];
  const place = (number: number): ItemPlace => ({
    itemId: String(number),
    dataRowId: String(number),
    confidence: null,
  });
  return {
    sizes,
    place,
    async search(_: unknown, wanted: { after: ItemPlace | null; limit: number }) {
      const first = wanted.after ? Number(wanted.after.itemId) + 1 : 0;
      if (first + wanted.limit > slowAt) return null;
      sizes.push(wanted.limit);
      const until = performance.now() + wanted.limit / 20;
      while (performance.now() < until);
      const length = Math.max(0, Math.min(wanted.limit, count - first));
      return Array.from({ length }, (_, index) => ({
        ...place(first + index),
        isFound: (first + index) % 1000 === 999,
      }));
    },
  };
}

const scope = { organisationId: 'o', runId: 'r' };

test('a search stops when its time is over, says so, and goes on from there', async () => {
  const list = slowList(60_000);
  const filter = { text: 'needle' };
  const found: string[] = [];
  const notes: (string | null)[] = [];
  let after: ItemPlace | null = null;
  do {
    const page = await searchItems(list, scope, { filter, after, limit: 200 });
    found.push(...page.found.map((place) => place.itemId));
    notes.push(page.note);
    after = page.end;
  } while (after !== null);
  expect(found).toEqual(Array.from({ length: 60 }, (_, index) => String(index * 1000 + 999)));
  expect(notes.length).toBeGreaterThan(1);
  expect(notes.slice(0, -1)).toEqual(
    notes.slice(0, -1).map(() => expect.stringMatching(/items were looked into.*quicker among/)),
  );
  expect(notes.at(-1)).toBeNull();
});

test('a search for a page that is full goes on behind its last item', async () => {
  const list = slowList(5000);
  const page = await searchItems(list, scope, { filter: { text: 'x' }, after: null, limit: 2 });
  expect(page).toEqual({
    found: [999, 1999].map((number) => expect.objectContaining(list.place(number))),
    end: expect.objectContaining(list.place(1999)),
    note: null,
  });
});

test('a search of which one batch takes too long is refused, with how to narrow it', async () => {
  const list = slowList(5000, 1000);
  await expect(
    searchItems(list, scope, { filter: { text: 'x' }, after: null, limit: 50 }),
  ).rejects.toMatchObject({ code: 'INPUT_SEARCH_TOO_SLOW' });
});
