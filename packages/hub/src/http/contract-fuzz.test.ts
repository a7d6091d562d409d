import { isErrorCode } from '@patchbay/core/error/codes.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type DeclaredRoute, listRoutes, nameOf } from '../access/testing/declared-routes.ts';
import { examples, fillIn, makeOurThings, type OurThings } from '../access/testing/our-things.ts';
import {
  answerEcho,
  type ScriptedModel,
  startScriptedModel,
} from '../runs/testing/scripted-model.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { type JsonSchema, valuesFor } from './testing/schema-values.ts';

const requestsPerRoute = 200;
const atOnce = 10;

let hub: TestHub;
let model: ScriptedModel;
let things: OurThings;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  model = await startScriptedModel((call, response) => answerEcho(response, call.text));
});
afterAll(async () => {
  await hub.end();
});

/** What a route takes; where the contract does not have it, anything. */
function inputOf({ input }: DeclaredRoute): JsonSchema {
  if (!(input instanceof z.ZodType)) return { type: 'object' };
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

function writeQuery(value: unknown): string {
  const fields = Object.entries(Object(value)).map(([name, field]): [string, string] => [
    name,
    typeof field === 'object' ? JSON.stringify(field) : String(field),
  ]);
  return new URLSearchParams(fields).toString();
}

/** Sends a value to a route: as its query, or as its body. */
async function send(route: DeclaredRoute, value: unknown, path: string) {
  const { query = '' } = examples[nameOf(route)] ?? {};
  const isRead = route.method === 'GET';
  const answer = await hub.app.inject({
    method: route.method as 'GET',
    url: `${path}?${isRead ? `${writeQuery(value)}&` : ''}${query}`,
    headers: {
      authorization: `Bearer ${hub.apiKey}`,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    ...(!isRead && { payload: JSON.stringify(value) }),
  });
  const body = answer.statusCode >= 400 ? answer.json() : {};
  return { status: answer.statusCode, code: String(body.code), message: String(body.message) };
}

/** What no request may be answered with: a failure of ours, or an error in a form that is not the surface's. */
function isFault(
  { path }: DeclaredRoute,
  { status, code }: { status: number; code: string },
): boolean {
  if (status < 400) return false;
  if (path.startsWith('/compat/')) return status >= 500;
  // A model may fail; that it is not ours is what such a code says.
  return !isErrorCode(code) || (status >= 500 && !code.startsWith('MODEL_'));
}

/** The routes that take something, those last that take things away. */
function listFuzzed(): DeclaredRoute[] {
  return listRoutes(hub.app.routeRules)
    .filter(({ path }) => /^\/(api|compat|images|videos)\//.test(path))
    .filter(({ path }) => !/\/events$|openapi/.test(path))
    .sort((one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'));
}

test('whatever is sent to a route, it is never a failure of ours (fault F12)', async () => {
  things = await makeOurThings(hub, model);
  await model.close(); // whatever is called from here on cannot be reached
  const ids = Object.values(things);
  const faults: unknown[] = [];
  let taken = 0;
  for (const route of listFuzzed()) {
    const path = fillIn(route.path, (resource) => things[resource] ?? ids[0] ?? '');
    const values = fc.sample(valuesFor(inputOf(route), ids), requestsPerRoute);
    for (let first = 0; first < values.length; first += atOnce) {
      const sent = values.slice(first, first + atOnce);
      const answers = await Promise.all(sent.map((value) => send(route, value, path)));
      taken += answers.filter(({ status }) => status < 300).length;
      for (const [index, answer] of answers.entries()) {
        if (isFault(route, answer))
          faults.push([nameOf(route), JSON.stringify(sent[index]), answer]);
      }
    }
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(taken).toBeGreaterThan(1000); // not all of it was refused at the door
  expect((await hub.ask('GET', '/readyz')).status).toBe(200);
}, 120_000);
