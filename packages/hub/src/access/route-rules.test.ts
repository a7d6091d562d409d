import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../runs/testing/scripted-model.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { type DeclaredRoute, listRoutes, nameOf } from './testing/declared-routes.ts';
import { type Answer, judgeAnswer, judgeDeclaration } from './testing/judge-route.ts';
import {
  examples,
  fillIn,
  listThings,
  makeOurThings,
  type OurThings,
} from './testing/our-things.ts';
import { makeAskers } from './testing/route-askers.ts';
import { createStranger } from './testing/stranger.ts';

let hub: TestHub;
let model: ScriptedModel;
let routes: readonly DeclaredRoute[];
/** Made in the first test that wants them. */
let made: Promise<OurThings> | undefined;
const findThings = () => {
  made ??= makeOurThings(hub, model);
  return made;
};
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel();
  routes = listRoutes(hub.app.routeRules);
}, 60_000);
afterAll(async () => {
  await hub.end();
  await model.close();
});

const absent = () => '0199a000-0000-7000-8000-000000000000';

/** Asks a route with something in place of each thing in its address, and an example of what else it wants. */
async function ask(
  route: DeclaredRoute,
  headers: InjectOptions['headers'],
  pick: (resource: string) => string,
  example: (typeof examples)[string] = {},
): Promise<Answer & { message: string }> {
  const path = fillIn(route.path, pick).replace('*', 'nothing');
  const takesBody = route.method !== 'GET' && route.method !== 'DELETE';
  const answer = await hub.app.inject({
    method: route.method as 'GET',
    url: example.query ? `${path}?${example.query}` : path,
    headers: { ...headers },
    ...(takesBody && { payload: example.body ?? {} }),
  });
  const isJson = answer.headers['content-type']?.startsWith('application/json');
  const body = isJson ? answer.json() : {};
  const { code = null, message = answer.body, details } = body?.errors ?? body ?? {};
  return { status: answer.statusCode, code, message, permission: details?.permission ?? null };
}

describe('every route', () => {
  test('says who may call it; those that all may call are known, and the test has what they name', async () => {
    const things = await findThings();
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.map((route) => judgeDeclaration(route, things)).filter(Boolean)).toEqual([]);
  });

  test('lets in who may call it, and nobody else: people by their role, keys by their scopes (fault W9)', async () => {
    const askersOf = await makeAskers(hub);
    const complaints: string[] = [];
    for (const route of routes.toSorted((one, other) => endsSession(one) - endsSession(other))) {
      for (const asker of askersOf(route)) {
        const complaint = judgeAnswer(route, asker, await ask(route, asker.headers, absent));
        if (complaint) complaints.push(complaint);
      }
    }
    expect(complaints).toEqual([]);
  }, 60_000);

  test('has nothing for another organisation: what is ours is not there, and stays as it is (fault W9)', async () => {
    const theirs = { authorization: `Bearer ${await createStranger(hub.database)}` };
    const ours = { authorization: `Bearer ${hub.apiKey}` };
    const naming = routes.filter(
      ({ rule, path }) => rule !== null && rule !== 'public' && listThings(path).length > 0,
    );
    const things = await findThings();
    const value = (resource: string) => things[resource] ?? '0';
    const before = await lookAtOurs();
    const refused = new Map<DeclaredRoute, Answer>();
    for (const route of naming) {
      const answer = await ask(route, theirs, value, examples[nameOf(route)]);
      expect([nameOf(route), answer]).toMatchObject([
        nameOf(route),
        { status: 404, code: 'INPUT_NOT_FOUND' },
      ]);
      refused.set(route, answer);
    }
    expect(await lookAtOurs()).toEqual(before);
    // To us they say something else: what was asked for is there. What takes it away comes last.
    const order = [...refused].sort(([one], [other]) => ranks(one) - ranks(other));
    const silent: string[] = [];
    for (const [route, answer] of order) {
      const entries = await countEntries();
      const toUs = await ask(route, ours, value, examples[nameOf(route)]);
      expect([nameOf(route), toUs]).not.toEqual([nameOf(route), answer]);
      const isDone = route.method !== 'GET' && toUs.status < 300;
      if (isDone && (await countEntries()) === entries) silent.push(nameOf(route));
    }
    // Whatever of ours was changed is in the audit.
    expect(silent.filter((name) => changesNothing[name] === undefined)).toEqual([]);
  }, 60_000);
});

/** What signs somebody out comes last: they are asked with one session each. */
function endsSession(route: DeclaredRoute): number {
  return Number(nameOf(route) === 'DELETE /api/v1/session');
}

function ranks({ method, path }: DeclaredRoute): number {
  if (method !== 'DELETE') return 0;
  return path.split('/').length > 5 ? 1 : 2;
}

/** What changes nothing, so that no entry is made: not at all, or of the things with which the test asks. */
const changesNothing: { readonly [route: string]: string } = {
  'POST /api/v1/runs/{id}/retry': 'No item failed.',
  'POST /api/v1/runs/{id}/ignore': 'No item failed.',
  'POST /api/v1/runs/{id}/restore': 'No item is ignored.',
  'POST /api/v1/runs/{id}/actions/{actionId}/cancel': 'The action has ended.',
  'POST /api/v1/evaluations/{id}/scores/{scoreId}/again': 'Every answer was scored.',
  'POST /api/v1/models/{id}/ask': 'Nothing is kept of a question.',
  'POST /api/v1/sandbox/models/{id}/answers': 'What a model is asked there is not kept.',
  'POST /api/v1/models/{id}/revisions': 'Nothing is otherwise than before.',
};

async function countEntries(): Promise<number> {
  const sql = 'select count(*)::int as count from audit_entries';
  const { rows } = await hub.database.pool.query<{ count: number }>(sql);
  return rows[0]?.count ?? 0;
}

/** Our things as we see them. */
async function lookAtOurs(): Promise<unknown[]> {
  const paths = [
    'models',
    'datasets',
    'runs',
    'evaluations',
    'egress-rules',
    'api-keys',
    'members',
    'invitations',
    'sandbox/models',
    'sandbox/saved-prompts',
  ];
  const seen = await Promise.all(paths.map((path) => hub.ask('GET', `/api/v1/${path}`)));
  return JSON.parse(
    JSON.stringify(seen).replace(/"lastUsedAt":("[^"]*"|null)/g, '"lastUsedAt":null'),
  );
}

test('nothing of ours is in any list of another organisation (fault W9)', async () => {
  const ids = Object.values(await findThings());
  const headers = { authorization: `Bearer ${await createStranger(hub.database)}` };
  const lists = routes.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  for (const { path } of lists.filter(({ rule }) => rule !== null && rule !== 'public')) {
    const { query = '' } = examples[`GET ${path}`] ?? {};
    const answer = await hub.app.inject({ url: `${path}?${query}`, headers });
    expect(ids.filter((id) => answer.body.includes(id))).toEqual([]);
    if (!path.endsWith('*')) expect([path, answer.statusCode]).toEqual([path, 200]);
  }
});

describe('a route that was forgotten', () => {
  const secrets = { method: 'GET', path: '/api/v1/secrets/{id}' };

  test('is told what it lacks: a rule, a reason to be open, a thing to ask for', async () => {
    const things = await findThings();
    expect(judgeDeclaration({ ...secrets, rule: null }, things)).toMatch('is open to everybody');
    expect(judgeDeclaration({ ...secrets, rule: 'public' }, things)).toMatch('open-routes.ts');
    expect(judgeDeclaration({ ...secrets, rule: 'models:read' }, things)).toMatch(
      'give its id under "secrets"',
    );
    const known = { ...things, secrets: 'x' };
    expect(judgeDeclaration({ ...secrets, rule: 'models:read' }, known)).toBeNull();
  });
});
