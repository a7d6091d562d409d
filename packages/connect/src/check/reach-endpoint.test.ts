import { expect, test } from 'vitest';
import { createTestCaller } from '../testing/test-caller.ts';
import { startHttpServer } from '../testing/test-server.ts';
import { type ReachOptions, reachEndpoint } from './reach-endpoint.ts';
import { refuse, requireProtocol, startCheckServer } from './testing/check-server.ts';

const v7 = requireProtocol('v7');

function reach(url: string, options: Partial<ReachOptions> = {}) {
  return reachEndpoint({
    protocol: v7,
    connection: { url },
    credentials: {},
    caller: createTestCaller(),
    timeoutMs: 5000,
    ask: 'classes',
    ...options,
  });
}

test('an endpoint that names its classes is asked for them alone', async () => {
  const paths: string[] = [];
  const { url } = await startCheckServer({
    protocol: v7,
    knowledge: 'boxes',
    conduct: ({ path }, right) => {
      paths.push(path);
      return right();
    },
  });
  expect(await reach(url)).toMatchObject({ asked: 'classes', outcome: { ok: true } });
  expect(await reach(url, { ask: 'prediction' })).toMatchObject({
    asked: 'prediction',
    outcome: { ok: true, value: { annotations: expect.any(Array) } },
    exchange: { request: { url: `${url}/infer` } },
  });
  expect(paths).toEqual(['/classes', '/infer']);
});

test('where a contract has no cheap request, a prediction is asked for', async () => {
  const protocol = requireProtocol('foundry');
  const { url } = await startCheckServer({ protocol, knowledge: 'masks' });
  const reached = await reach(`${url}/predict`, { protocol });
  expect(reached).toMatchObject({ asked: 'prediction', outcome: { ok: true }, elsewhere: null });
});

test('an address that has nothing is told with the one that was meant', async () => {
  const { url } = await startCheckServer({ protocol: v7, knowledge: 'boxes' });
  expect(await reach(`${url}/infer`)).toMatchObject({
    outcome: { ok: false, problem: { code: 'MODEL_NOT_FOUND' } },
    elsewhere: { url: `${url}/infer`, connection: { url } },
  });
  const empty = await startHttpServer((_, response) => response.writeHead(404).end());
  expect((await reach(empty.url)).elsewhere).toBeNull();
});

test('the address that was meant is found before the credentials are entered', async () => {
  const conduct = ({ path }: { path: string }) => refuse(path === '/infer' ? 401 : 404);
  const { url } = await startCheckServer({ protocol: v7, knowledge: 'boxes', conduct });
  expect((await reach(`${url}/v1`)).elsewhere?.connection).toEqual({ url });
});

test('one that refuses or fails is not looked for elsewhere', async () => {
  const conduct = () => refuse(401);
  const { url } = await startCheckServer({ protocol: v7, knowledge: 'boxes', conduct });
  expect(await reach(url)).toMatchObject({
    outcome: { ok: false, problem: { code: 'MODEL_UNAUTHORIZED' } },
    elsewhere: null,
  });
});

test('images that the endpoint would fetch have no address in a trial, which is said', async () => {
  const connection = { url: 'http://127.0.0.1:9', imageDelivery: 'hub-url' };
  const reached = await reach('', { connection, ask: 'prediction' });
  expect(reached.exchange).toBeNull();
  expect(reached.outcome).toMatchObject({ problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' } });
});
