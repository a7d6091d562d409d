import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChaosEndpoint, startChaosEndpoint } from './chaos-endpoint.ts';

/** What other tests take for granted of the chaos endpoint: how much goes wrong, when, and what is written down. */

let chaos: ChaosEndpoint;
beforeAll(async () => {
  chaos = await startChaosEndpoint();
});
afterAll(() => chaos.close());

/** Posts as an item does; the status. */
async function post(url: string, key: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'idempotency-key': key, ...headers },
    body: JSON.stringify({ prompt: [{ parts: [{ text: `text of ${key}` }] }] }),
  });
  return { status: answer.status, body: await answer.text() };
}

/** The statuses of calls one after another. */
async function postEach(url: string, keys: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const key of keys) statuses.push((await post(url, key)).status);
  return statuses;
}

const keys = Array.from({ length: 400 }, (_, index) => `item-${index}`);

describe('how much goes wrong', () => {
  test('is a share of the calls, the same ones whenever the seed is the same', async () => {
    const draw = (seed: number) => {
      // Another address counts attempts of its own.
      return postEach(chaos.urlOf('N23/503', { share: 0.25, seed, run: Math.random() }), keys);
    };
    const [first, again, other] = [await draw(1), await draw(1), await draw(2)];
    const failed = first.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(70);
    expect(failed).toBeLessThan(130);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('is the first attempts for each item', async () => {
    const url = chaos.urlOf('N23/500', { first: 2 });
    expect(await postEach(url, ['a', 'a', 'b', 'a', 'b', 'b'])).toEqual([
      500, 500, 500, 200, 500, 200,
    ]);
  });

  test('is what comes after the first calls', async () => {
    const url = chaos.urlOf('N25/401', { after: 2 });
    expect(await postEach(url, ['a', 'b', 'c', 'd'])).toEqual([200, 200, 401, 401]);
  });

  test('is what is beyond a number of calls in a second', async () => {
    const statuses = await postEach(chaos.urlOf('N22', { rate: 3 }), keys.slice(0, 6));
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
  });

  test('is what does not carry the token', async () => {
    const url = chaos.urlOf('N25', { token: 'new' });
    expect((await post(url, 'a', { authorization: 'Bearer old' })).status).toBe(401);
    expect((await post(url, 'a', { authorization: 'Bearer new' })).status).toBe(200);
  });

  test('can be changed while it runs, also from another process', async () => {
    const url = chaos.urlOf('switched');
    chaos.switchTo('N23/503');
    expect((await post(url, 'a')).status).toBe(503);
    await fetch(`${chaos.url}/switch?to=N26/404`, { method: 'POST' });
    expect((await post(url, 'a')).status).toBe(404);
    chaos.switchTo(null);
    expect((await post(url, 'a')).status).toBe(200);
  });

  test('is never taken for a right answer where the address is wrong', async () => {
    const answer = await post(`${chaos.url}/N99`, 'a');
    expect(answer).toEqual({ status: 400, body: 'The chaos endpoint has no fault "N99".' });
    expect(() => chaos.switchTo('N99')).toThrow('N99');
  });
});

test('a mixture spoils its share by lot, in all of its ways, and a second attempt draws again', async () => {
  const query = { faults: 0.5, seed: 7, among: 'N23/500,N23/503,N26/404' };
  const url = chaos.urlOf('mixed', query);
  const first = await postEach(url, keys);
  const right = first.filter((status) => status === 200).length;
  expect(right).toBeGreaterThan(150);
  expect(right).toBeLessThan(250);
  expect(new Set(first)).toEqual(new Set([200, 500, 503, 404]));
  expect(await postEach(url, keys)).not.toEqual(first);
});

test('the ledger has every call in the order of arrival, with its item, its time and what was done', async () => {
  const own = await startChaosEndpoint();
  const before = Date.now();
  await postEach(own.urlOf('N23/500', { first: 1 }), ['a', 'b', 'a']);
  const did = own.ledger.entries().map(({ key, attempt, did }) => [key, attempt, did]);
  expect(did).toEqual([
    ['a', 1, 'N23/500'],
    ['b', 1, 'N23/500'],
    ['a', 2, 'right'],
  ]);
  expect(own.ledger.callsFor('a')).toHaveLength(2);
  expect(own.ledger.keys()).toEqual(new Set(['a', 'b']));
  expect(own.ledger.mostInASecond()).toBe(3);
  expect(own.ledger.entries()[0]?.atMs).toBeGreaterThanOrEqual(before);
  const lines = (await (await fetch(`${own.url}/ledger`)).text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(own.ledger.entries());
  await own.close();
});

test('a right answer names the call that it answers', async () => {
  const { body } = await post(chaos.urlOf('right'), 'a');
  expect(JSON.parse(body)).toEqual({ echo: 'text of a' });
});
