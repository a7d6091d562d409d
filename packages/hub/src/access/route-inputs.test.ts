import {
  accountChangesSchema,
  linkQuestionSchema,
  linkUseSchema,
  signInSchema,
} from '@patchbay/core/api/session.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { type DeclaredRoute, listRoutes, nameOf } from './testing/declared-routes.ts';
import { examples, fillIn, namedElsewhere } from './testing/our-things.ts';
import { type SignedIn, signInAs } from './testing/people.ts';

let hub: TestHub;
let person: SignedIn;
let routes: readonly DeclaredRoute[];
beforeAll(async () => {
  hub = await createTestHub();
  person = await signInAs(hub.database, 'owner');
  routes = listRoutes(hub.app.routeRules).filter(({ path }) => path.startsWith('/api/v1/'));
});
afterAll(() => hub.end());

/** What somebody might send to be more than they are, or to write what only the hub writes. */
const stolen = {
  organisationId: '0199a000-0000-7000-8000-000000000001',
  organisation_id: '0199a000-0000-7000-8000-000000000001',
  role: 'owner',
  permissions: ['settings:write'],
  isAdmin: true,
  is_admin: true,
  lease_epoch: 9,
  createdBy: 'somebody else',
  actor: 'hub',
  state: 'completed',
  enabledBy: 'hub',
};

const sameOrigin = { 'sec-fetch-site': 'same-origin' };

/** What the routes beside the contract take as JSON. */
const plainInputs: { readonly [route: string]: z.ZodType } = {
  'POST /api/v1/session': signInSchema,
  'PATCH /api/v1/session': accountChangesSchema,
  'POST /api/v1/session/link': linkQuestionSchema,
  'POST /api/v1/session/link/use': linkUseSchema,
};

/** Routes that are about one of these fields, and what watches over it there. */
const meant: { readonly [field: string]: string } = {
  'PATCH /api/v1/members/{id} role': 'Which roles somebody may give is checked by their own.',
  'POST /api/v1/invitations role': 'Which roles somebody may give is checked by their own.',
  'PATCH /api/v1/session organisationId': 'Only one in which they are is taken.',
  'GET /api/v1/members role': 'A filter.',
  'GET /api/v1/api-keys state': 'A filter.',
  'GET /api/v1/audit actor': 'A filter.',
  'GET /api/v1/runs state': 'A filter.',
  'GET /api/v1/runs/{id}/items state': 'A filter.',
  'GET /api/v1/items/{id} state': 'A filter.',
};

type JsonSchema = {
  properties?: { [name: string]: JsonSchema };
  items?: JsonSchema;
  format?: string;
};

/** The input of a route as JSON Schema; null where the contract does not have it. */
function schemaOf(route: DeclaredRoute): JsonSchema | null {
  const input = route.input ?? plainInputs[nameOf(route)];
  if (!(input instanceof z.ZodType)) return null;
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** The fields of privilege that a route has no name for. */
function findUnnamed(route: DeclaredRoute) {
  const named = Object.keys(schemaOf(route)?.properties ?? {});
  return Object.entries(stolen).filter(([field]) => !named.includes(field));
}

async function send(route: DeclaredRoute, fields: readonly (readonly [string, unknown])[]) {
  const path = fillIn(route.path, () => '0199a000-0000-7000-8000-000000000000');
  const { body, query = '' } = examples[nameOf(route)] ?? {};
  const isRead = route.method === 'GET';
  const key = { authorization: `Bearer ${hub.apiKey}` };
  const more = new URLSearchParams();
  for (const [name, value] of fields) more.set(name, String(value));
  return hub.app.inject({
    method: route.method as 'GET',
    url: isRead ? `${path}?${query}&${more}` : `${path}?${query}`,
    headers: route.rule === 'session' ? person.headers : { ...sameOrigin, ...key },
    ...(!isRead && { payload: { ...body, ...Object.fromEntries(fields) } }),
  });
}

describe('what a route does not name', () => {
  test('is refused in every body, by its name (fault W10)', async () => {
    const writing = routes.filter(
      // An import is a form of files, without a field; what is in those of questions, ask.test.ts and trials.test.ts say.
      ({ method, path }) =>
        ['POST', 'PATCH', 'PUT'].includes(method) &&
        !/\/(import|ask\/file|predict\/file)$/.test(path),
    );
    expect(writing.length).toBeGreaterThan(15);
    for (const route of writing) {
      const answer = await send(route, findUnnamed(route));
      const { code, message } = answer.json();
      expect([nameOf(route), answer.statusCode, code, message]).toEqual([
        nameOf(route),
        400,
        'INPUT_INVALID',
        expect.stringContaining('isAdmin'),
      ]);
      for (const [field] of findUnnamed(route)) expect(message).toContain(field);
    }
  });

  test('is refused in every query of the contract: a filter that is misspelt is not left out', async () => {
    for (const route of routes.filter(({ method, input }) => method === 'GET' && input)) {
      const answer = await send(route, findUnnamed(route));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 400]);
    }
  });

  test('is not named by accident: where a route takes such a field, it is known why (fault W10)', () => {
    const named = routes.flatMap((route) =>
      Object.keys(schemaOf(route)?.properties ?? {})
        .filter((field) => field in stolen)
        .map((field) => `${nameOf(route)} ${field}`),
    );
    expect(named.filter((field) => meant[field] === undefined)).toEqual([]);
  });
});

/** Fields that are ids, with their place: `selection.dataRowIds`. */
function findIds(schema: JsonSchema, place: readonly string[] = []): string[] {
  if (schema.format === 'uuid') return [place.join('.')];
  if (schema.items) return findIds(schema.items, place);
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    findIds(part, [...place, name]),
  );
}

test('every id in a body or a query is one for which organisations.test.ts asks as a stranger (fault W9)', () => {
  const found = routes.flatMap((route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    return findIds(schemaOf(route) ?? {})
      .filter((place) => !inPath.includes(place))
      .map((place) => `${nameOf(route)} ${place}`);
  });
  expect(found.sort()).toEqual([...namedElsewhere].sort());
});
