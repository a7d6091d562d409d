import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import {
  type ItemView,
  itemRoutes,
  type ListedPrediction,
} from '@patchbay/core/api/item-routes.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { createItemListService } from './item-list-service.ts';
import { createItemListStore } from './item-list-store.ts';
import { insertRun, type PlannedItem } from './testing/insert-run.ts';

let hub: TestHub;
let runId: string;

const tag = (name: string, confidence: number | null): Annotation => ({
  kind: 'tag',
  class: name,
  confidence,
});

const planned: PlannedItem[] = [
  { text: 'zero', annotations: [tag('cat', 0.5), tag('dog', 0.9)] },
  { text: 'one', state: 'failed', code: 'MODEL_TIMEOUT' },
  { text: 'two', annotations: [tag('cat', 0.7), tag('cat', 0.1)] },
  { text: 'three', state: 'ignored', code: 'MODEL_TIMEOUT' },
  { text: 'four', annotations: [tag('cat', null)] },
  { text: 'five', annotations: [tag('cat', 0.5)] },
  { text: 'six', state: 'failed', code: 'MODEL_RESPONSE_INVALID' },
  { text: 'seven', annotations: [tag('cat', 0)] },
  { text: 'eight', annotations: [] },
  { text: 'nine', state: 'pending' },
];

beforeAll(async () => {
  hub = await createTestHub();
  // Other runs lie on both sides of it in every index.
  await insertRun(hub, planned);
  ({ runId } = await insertRun(hub, planned));
  await insertRun(hub, planned);
});
afterAll(() => hub.end());

type Route = 'items' | 'predictions';
type Listed = ItemView | ListedPrediction;
interface Page {
  items: Listed[];
  nextCursor: string | null;
  searchNote: string | null;
}

async function readPage(query: string, route: Route = 'items'): Promise<Page> {
  const { status, body } = await hub.ask<Page>('GET', `/api/v1/runs/${runId}/${route}?${query}`);
  expect([query, status]).toEqual([query, 200]);
  // Lists write their answers themselves: nothing else holds them against the contract.
  const { list: ofItems, listPredictions } = itemRoutes;
  const { outputSchema } = (route === 'items' ? ofItems : listPredictions)['~orpc'];
  expect(await outputSchema?.parseAsync(body)).toEqual(body);
  return body;
}

/** The texts of a list in its order, read two at a time. */
async function list(query: string, route: Route = 'items'): Promise<(string | null)[]> {
  const listed: Listed[] = [];
  let page = await readPage(`limit=2&${query}`, route);
  for (;;) {
    listed.push(...page.items);
    if (page.nextCursor === null) return listed.map(({ dataRow }) => dataRow.excerpt);
    page = await readPage(`limit=2&${query}&cursor=${page.nextCursor}`, route);
  }
}

test('items are listed in the order of the dataset, all or those of a state or a code', async () => {
  expect(await list('')).toEqual(planned.map(({ text }) => text));
  expect(await list('state=succeeded')).toEqual(['zero', 'two', 'four', 'five', 'seven', 'eight']);
  expect(await list('state=failed')).toEqual(['one', 'six']);
  expect(await list('code=MODEL_TIMEOUT')).toEqual(['one', 'three']);
  expect(await list('code=MODEL_TIMEOUT&state=ignored')).toEqual(['three']);
});

test.each<Route>(['items', 'predictions'])(
  '%s of a class come highest confidence of the class first, those without one last',
  async (route) => {
    expect(await list('class=cat', route)).toEqual(['two', 'five', 'zero', 'seven', 'four']);
    expect(await list('class=dog', route)).toEqual(['zero']);
    expect(await list('class=c', route)).toEqual([]);
  },
);

test.each<Route>(['items', 'predictions'])(
  '%s between two confidences have one, of the class or of anything',
  async (route) => {
    expect(await list('class=cat&minimumConfidence=0.5', route)).toEqual(['two', 'five', 'zero']);
    expect(await list('class=cat&maximumConfidence=0.5', route)).toEqual(['five', 'zero', 'seven']);
    expect(await list('minimumConfidence=0.6', route)).toEqual(['zero', 'two']);
    expect(await list('minimumConfidence=0&maximumConfidence=0', route)).toEqual(['seven']);
  },
);

test.each([
  '',
  'state=succeeded',
  'state=failed',
  'code=MODEL_TIMEOUT',
  'class=cat',
  'class=cat&minimumConfidence=0.5',
  'class=cat&maximumConfidence=0.5',
  'minimumConfidence=0.6',
  'text=ve&class=cat',
  'text=ne',
])('from an item one goes on in the list that it was found in: %j', async (query) => {
  const { items } = await readPage(query);
  expect(items.length).toBeGreaterThan(0);
  const ids = items.map(({ id }) => id);
  for (const [place, id] of ids.entries()) {
    const { body } = await hub.ask('GET', `/api/v1/items/${id}?${query}`);
    const [previousId, nextId] = [ids[place - 1] ?? null, ids[place + 1] ?? null];
    expect([id, body]).toMatchObject([id, { previousId, nextId }]);
  }
});

test('an item waits not for those beside it, where the search for them takes long, and says so', async () => {
  const [first] = (await readPage('text=ne')).items;
  const lists = createItemListStore(hub.database);
  lists.search = async () => null;
  const parts = { lists } as Parameters<typeof createItemListService>[0];
  const place = { itemId: first?.id ?? '', dataRowId: first?.dataRow.id ?? '', confidence: null };
  const neighbours = await createItemListService(parts).findNeighbours(
    { organisationId: hub.organisationId, runId },
    { text: 'ne' },
    place,
  );
  expect(neighbours).toMatchObject({ previousId: null, nextId: null });
  expect(neighbours.searchNote).toContain('Go on from the list');
});

test('an item that is not in a list has the place that it would have there', async () => {
  const [, two] = (await readPage('')).items.filter(({ dataRow }) => dataRow.excerpt !== 'one');
  const { items: failed } = await readPage('state=failed');
  const { body } = await hub.ask('GET', `/api/v1/items/${two?.id}?state=failed`);
  expect(body).toMatchObject({ previousId: failed[0]?.id, nextId: failed[1]?.id });
});

test('a cursor from above the highest confidence of a list does not lead out of it', async () => {
  const query = 'class=cat&maximumConfidence=0.5';
  const { nextCursor } = await readPage(`limit=1&${query}`);
  const [mark, itemId, dataRowId] = Buffer.from(nextCursor ?? '', 'base64url')
    .toString()
    .split(' ');
  const forged = Buffer.from([mark, itemId, dataRowId, '1'].join(' ')).toString('base64url');
  const { items } = await readPage(`${query}&cursor=${forged}`);
  expect(items.map(({ dataRow }) => dataRow.excerpt)).toEqual(['five', 'zero', 'seven']);
});

test('a list by confidence says the confidence by which it is ordered', async () => {
  const confidences = async (query: string) =>
    (await readPage(query)).items.map(({ confidence }) => confidence);
  expect(await confidences('class=cat')).toEqual([0.7, 0.5, 0.5, 0, null]);
  expect(await confidences('minimumConfidence=0.5')).toEqual([0.9, 0.7, 0.5]);
  expect(await confidences('state=succeeded')).toEqual([null, null, null, null, null, null]);
});

test('a list shows of a long text its beginning, and never half a character', async () => {
  const { runId: ofLong } = await insertRun(hub, [{ text: `a${'🎉'.repeat(300)}` }]);
  const { body } = await hub.ask<Page>('GET', `/api/v1/runs/${ofLong}/items`);
  expect(body.items.map(({ dataRow }) => dataRow.excerpt)).toEqual([`a${'🎉'.repeat(199)}`]);
});

test('predictions are listed with their annotations and what they were made on', async () => {
  expect(await list('', 'predictions')).toEqual(['zero', 'two', 'four', 'five', 'seven', 'eight']);
  const { items } = await readPage('class=dog', 'predictions');
  expect(items).toEqual([
    expect.objectContaining({
      runId,
      annotations: planned[0]?.annotations,
      warnings: [],
      confidence: expect.closeTo(0.9),
      dataRow: expect.objectContaining({ excerpt: 'zero' }),
    }),
  ]);
});

test.each([
  ['state=done', /state/],
  ['code=MODEL_SLOW', /code: must be the code of an error/],
  ['warning=ODD', /warning: must be the code of a warning/],
  ['minimumConfidence=', /minimumConfidence: must be a number from 0 to 1/],
  ['minimumConfidence=high', /minimumConfidence/],
  ['maximumConfidence=1.5', /maximumConfidence/],
  ['minimumConfidence=0.9&maximumConfidence=0.5', /must not be above maximumConfidence/],
  ['class=', /class: must be the name of a class/],
  ['class=a%00b', /class: must have no NUL character/],
  ['class=cat&state=failed', /state: .*succeeded; leave it out/],
  ['class=cat&code=MODEL_TIMEOUT', /code: .*leave it out/],
  ['text=a', /text: must have two characters/],
  ['confidence=0.5', /confidence/],
  ['state=failed&state=ignored', /state/],
])('the query %s is refused, with what was wanted', async (query, message) => {
  const { status, body } = await hub.ask('GET', `/api/v1/runs/${runId}/items?${query}`);
  expect([status, body.code, body.message]).toEqual([
    400,
    'INPUT_INVALID',
    expect.stringMatching(message),
  ]);
});

test('a cursor of a list with other filters, or of another run, is refused', async () => {
  const { nextCursor } = await readPage('limit=1&class=cat');
  const other = await insertRun(hub, [{ text: 'a' }, { text: 'b' }]);
  for (const url of [
    `${runId}/items?class=dog`,
    `${runId}/items?class=cat&minimumConfidence=0.1`,
    `${runId}/items?state=succeeded`,
    `${runId}/items?`,
    `${other.runId}/items?class=cat`,
  ]) {
    const answer = await hub.ask('GET', `/api/v1/runs/${url}&cursor=${nextCursor}`);
    expect([url, answer.status, answer.body.message]).toEqual([
      url,
      400,
      expect.stringContaining('belongs to a list with other filters'),
    ]);
  }
});

test('a cursor that was made up is refused', async () => {
  const { nextCursor } = await readPage('limit=1&class=cat');
  const [mark, itemId, dataRowId] = Buffer.from(nextCursor ?? '', 'base64url')
    .toString()
    .split(' ');
  for (const key of [
    `${mark} ${itemId} ${dataRowId} high`,
    `${mark} ${itemId} ${dataRowId} `,
    `${mark} ${itemId} ${dataRowId} 2`,
    `${mark} ${itemId} x 0.5`,
    `${mark} ${itemId} ${dataRowId} 0.5 more`,
  ]) {
    const cursor = Buffer.from(key).toString('base64url');
    const answer = await hub.ask('GET', `/api/v1/runs/${runId}/items?class=cat&cursor=${cursor}`);
    expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'INPUT_INVALID']);
  }
});

test('the lists of no run, and of that of another organisation, are not found', async () => {
  const unknown = '0199a000-0000-7000-8000-000000000000';
  for (const route of ['items', 'predictions']) {
    const answer = await hub.ask('GET', `/api/v1/runs/${unknown}/${route}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'INPUT_NOT_FOUND' } });
  }
});
